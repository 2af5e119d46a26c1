// What htmx alone does not do for the editor; without this file everything works through its buttons.
"use strict";

// In a block: the page that answers an upload runs this file once more in the same window.
{
  // What the page promises only where this file runs.
  for (const said of document.querySelectorAll("[data-with-scripts], [data-without-scripts]")) {
    said.hidden = "withoutScripts" in said.dataset;
  }

  // Refusals come back as parts of the page that say why.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([403, 409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // What is typed and not saved yet, by form; whoever leaves the page has it saved on the way out.
  const typed = new Map();
  const AGAIN = 5000;
  document.addEventListener("input", ({ target }) => {
    if (target.form?.hasAttribute("hx-post")) {
      typed.set(target.form, Date.now());
    }
  });
  // Who presses a button while the form saves itself would be their own rival: the button waits for that answer. Nor
  // does a form save itself behind a button that was pressed.
  const underWay = new Set();
  const pressed = new Map();
  const sent = new Set();
  const send = (event) => {
    if (underWay.has(event.target)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed.set(event.target, event.submitter);
    } else {
      typed.delete(event.target);
      sent.add(event.target);
    }
  };
  document.addEventListener("submit", send, { capture: true });
  window.addEventListener("pagehide", () => {
    for (const form of typed.keys()) {
      const headers = { "HX-Request": "true" };
      fetch(form.action, { method: "POST", body: new FormData(form), headers, keepalive: true }).catch(() => {});
    }
  });

  // A draft that could not be saved by itself says so: a refusal, a session that has ended. What failed on the way,
  // or for want of a session, is tried again.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { xhr, elt } = event.detail;
    xhr.began = Date.now();
    if (sent.has(elt) && !typed.has(elt)) {
      event.preventDefault();
    }
  });
  document.addEventListener("htmx:beforeSend", ({ detail }) => {
    if (detail.elt.tagName === "FORM") {
      underWay.add(detail.elt);
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, elt, pathInfo } = event.detail;
    if (elt.tagName !== "FORM") {
      return;
    }
    underWay.delete(elt);
    const isElsewhere = xhr.responseURL !== "" && new URL(xhr.responseURL).pathname !== pathInfo.requestPath;
    const marker = document.getElementById("saved");
    if (xhr.status === 200 && !isElsewhere) {
      if ((typed.get(elt) ?? 0) <= xhr.began) {
        typed.delete(elt);
      }
    } else if (xhr.status === 0 || xhr.status >= 500) {
      marker.textContent = marker.dataset.again;
      setTimeout(() => htmx.trigger(elt, "again"), AGAIN);
    } else if (xhr.status === 400 || isElsewhere) {
      marker.textContent = marker.dataset.ended;
      setTimeout(renewed, AGAIN, elt);
    } else {
      marker.textContent = marker.dataset.unsaved;
    }
    if (pressed.has(elt)) {
      const button = pressed.get(elt);
      pressed.delete(elt);
      elt.requestSubmit(button?.form === elt ? button : null);
    }
  });

  // Once somebody signed in again in another window, the forms of this one get the new session's token, and go on.
  const renewed = async (form) => {
    const page = await fetch(location.href).catch(() => null);
    const text = page?.ok && !page.redirected ? await page.text() : "";
    const token = new DOMParser().parseFromString(text, "text/html").querySelector("#main [name=csrf_token]")?.value;
    if (!token) {
      setTimeout(renewed, AGAIN, form);
      return;
    }
    for (const field of document.getElementsByName("csrf_token")) {
      field.value = token;
    }
    htmx.trigger(form, "again");
  };

  // Rows are filtered as one types, so that ticks stay.
  for (const field of document.querySelectorAll("[data-filters]")) {
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of document.getElementById(field.dataset.filters).rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    const field = document.querySelector("[data-filters]");
    const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (field && event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      field.focus();
    }
  });
}
