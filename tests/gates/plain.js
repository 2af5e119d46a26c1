// What does nothing on a page whose scripts do not run.
"use strict";

(styling) => {
  const describe = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const visible = (selector) =>
    [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const defects = [];
  const blame = (sentence, found) => defects.push(...found.map((one) => `${sentence}: ${describe(one)}`));
  const heading = visible("h1");
  if (heading.length !== 1 || !heading[0].textContent.trim()) {
    defects.push(`${heading.length} headings are seen`);
  }
  const words = document.querySelector("main")?.innerText.replace(heading[0]?.innerText ?? "", "").trim() ?? "";
  if (words.length < 4) {
    defects.push("there is nothing but a heading");
  }
  blame("a button does nothing", visible("button").filter((one) => !one.form || one.type !== "submit"));
  blame(
    "a field belongs to no form",
    visible("input, select, textarea").filter((one) => !one.form && !one.matches(styling)),
  );
  blame("a link leads nowhere", visible("a").filter((one) => /^(#|javascript:.*)?$/.test(one.getAttribute("href") ?? "")));
  const isSent = (form) => [...form.elements].some((one) => one.type === "submit");
  blame("a form cannot be sent", [...document.forms].filter((form) => !isSent(form)));
  const blind = visible("[hx-get], [hx-post]").filter((one) => !one.matches("a[href], form, form *, [form], [hx-trigger]"));
  blame("something only acts with scripts", blind);
  if (document.documentElement.scrollWidth > innerWidth) {
    defects.push(`it is ${document.documentElement.scrollWidth} wide`);
  }
  return defects;
};
