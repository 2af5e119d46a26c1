// Fields for days: a button opens the browser's calendar, and beside the field the day is said as one types. Without this
// file the field is typed in, in any form that people write.
"use strict";

{
  const WRITTEN = [
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[\sT]*(\d{1,2})\s*[:时点]\s*(\d{1,2})?(?::\d\d|分)?)?$/,
    /^(\d{4})(\d{2})(\d{2})(?:[\sT]+(\d{1,2})\s*[:时点]\s*(\d{1,2})?(?::\d\d|分)?)?$/,
  ];
  const { lang } = document.documentElement;
  const WORDS = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long", timeZone: "UTC" });
  const two = (digits) => digits.padStart(2, "0");

  /** Return the day and the time that a text names; nothing for what is no day. */
  const read = (text) => {
    const plain = text.normalize("NFKC").trim();
    const found = WRITTEN.map((one) => one.exec(plain)).find(Boolean);
    if (!found) {
      return null;
    }
    const [, year, month, day, hour = "0", minute = "0"] = found;
    const iso = `${year}-${two(month)}-${two(day)}`;
    const moment = new Date(`${iso}T00:00Z`);
    const isThere = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso);
    return isThere ? { iso, moment, clock: `${two(hour)}:${two(minute)}` } : null;
  };

  const say = (field) => {
    const words = document.querySelector(`[data-says="${field.id}"]`);
    if (words) {
      const day = read(field.value);
      words.textContent = day ? WORDS.format(day.moment) : "";
    }
  };

  document.addEventListener("input", ({ target }) => {
    if (target.id && document.querySelector(`[data-calendar="${target.id}"]`)) {
      say(target);
    }
  });

  const opened = (button, field) => {
    const picker = document.createElement("input");
    const isMoment = "moment" in button.dataset;
    picker.type = isMoment ? "datetime-local" : "date";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    const day = read(field.value);
    if (day) {
      picker.value = isMoment ? `${day.iso}T${day.clock}` : day.iso;
    }
    picker.addEventListener("change", () => {
      field.value = picker.value.replace("T", " ");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    button.parentElement.querySelector("input[type^=date]")?.remove();
    button.after(picker);
    return picker;
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-calendar]");
    if (button) {
      opened(button, document.getElementById(button.dataset.calendar)).showPicker();
    }
  });

  const offer = () => {
    for (const button of document.querySelectorAll("[data-calendar][hidden]")) {
      button.hidden = !HTMLInputElement.prototype.showPicker;
    }
  };
  offer();
  document.addEventListener("htmx:load", offer);
}
