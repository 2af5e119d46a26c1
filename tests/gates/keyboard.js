// Notes, while somebody presses Tab, which controls of the page are reached and whether one sees it.
"use strict";

(() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable]";
  const isUsable = (one) =>
    one.tabIndex >= 0 &&
    !one.matches(":disabled") &&
    !one.closest("[inert]") &&
    one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const wanted = [...document.querySelectorAll(CONTROLS)].filter(isUsable);
  const group = (one) => (one.type === "radio" && one.name ? [one.form, one.name] : [one]);
  const isSame = (one, other) => group(one).every((part, place) => part === group(other)[place]);
  const looks = (one) =>
    [one, one.closest("label"), ...(one.labels ?? [])]
      .filter(Boolean)
      .map((part) => {
        const style = getComputedStyle(part);
        const outline = style.outlineStyle === "none" ? "" : `${style.outlineWidth} ${style.outlineColor}`;
        return [outline, style.boxShadow, style.borderColor, style.backgroundColor, style.clip, style.top].join();
      })
      .join(";");
  const before = new Map(wanted.map((one) => [one, looks(one)]));
  const reached = new Set();
  const unseen = new Set();
  const describe = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 110);

  document.addEventListener("focusin", ({ target }) => {
    reached.add(target);
    if (before.get(target) === looks(target)) {
      unseen.add(target);
    }
  });
  globalThis.muluKeyboard = {
    presses: wanted.length + 4 * wanted.filter((one) => /date|time|month|week/.test(one.type)).length,
    missed: () => wanted.filter((one) => one.isConnected && ![...reached].some((other) => isSame(one, other))).map(describe),
    unseen: () => [...unseen].map(describe),
  };
})();
