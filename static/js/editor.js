// What htmx alone does not do for the editor; without this file everything works through its buttons.
"use strict";

// Refusals come back as parts of the page that say why.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([403, 409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// A draft that could not be saved by itself says so: no connection, a refusal, a session that has ended.
document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, elt, pathInfo } = event.detail;
  const isElsewhere = xhr.responseURL !== "" && new URL(xhr.responseURL).pathname !== pathInfo.requestPath;
  if (elt.tagName === "FORM" && (xhr.status !== 200 || isElsewhere)) {
    const marker = document.getElementById("saved");
    marker.textContent = marker.dataset.unsaved;
  }
});

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
