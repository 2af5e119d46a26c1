// Dropping files onto a field, and the bar while they are sent; without this file the form does the same at its button.
"use strict";

for (const zone of document.querySelectorAll("[data-drop]")) {
  const field = zone.querySelector("input[type=file]");
  const chosen = zone.querySelector("[data-chosen]");
  const alone = zone.querySelector("[data-alone]");

  function say() {
    const names = [...field.files].map((one) => `${one.name} (${size(one.size)})`);
    chosen.textContent = names.join("、");
    chosen.hidden = names.length === 0;
    alone.hidden = true;
  }

  // A file that misses the field must not replace the page, and with it what was typed.
  let depth = 0;
  zone.addEventListener("dragenter", (event) => {
    event.preventDefault();
    depth += 1;
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => {
    depth -= 1;
    zone.classList.toggle("over", depth > 0);
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    zone.classList.remove("over");
    const files = new DataTransfer();
    for (const one of [...event.dataTransfer.files].slice(0, field.multiple ? undefined : 1)) {
      files.items.add(one);
    }
    if (files.files.length > 0) {
      field.files = files.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      alone.hidden = files.files.length === event.dataTransfer.files.length;
      field.focus();
    }
  });
  field.addEventListener("change", say);
  say();
}
for (const kind of ["dragover", "drop"]) {
  window.addEventListener(kind, (event) => {
    if ([...(event.dataTransfer?.types ?? [])].includes("Files")) {
      event.preventDefault();
    }
  });
}

for (const form of document.querySelectorAll("form[data-upload]")) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    const zone = form.querySelector("[data-drop]");
    const brings = [...(zone?.querySelector("input[type=file]").files ?? [])].length > 0;
    const encoding = button?.getAttribute("formenctype") ?? form.enctype;
    if (zone && brings && encoding === "multipart/form-data") {
      event.preventDefault();
      send(form, button, zone);
    }
  });
}

// While files are sent nothing is saved beside them: what is typed goes with them.
var isSending = false;
document.addEventListener("htmx:beforeRequest", (event) => {
  if (isSending) {
    event.preventDefault();
  }
});

function send(form, button, zone) {
  const sending = zone.querySelector("[data-sending]");
  const [words, bar] = [sending.querySelector("label"), sending.querySelector("progress")];
  const request = new XMLHttpRequest();
  const data = new FormData(form, button);
  const buttons = [...document.querySelectorAll("button")].filter((one) => !one.disabled);
  const told = (percent) => {
    bar.value = percent;
    words.textContent = sending.dataset.words.replace("PERCENT", percent);
  };
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) {
      told(Math.floor((event.loaded / event.total) * 100));
    }
  });
  request.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    words.textContent = sending.dataset.taking;
  });
  for (const kind of ["error", "abort", "timeout"]) {
    request.addEventListener(kind, () => {
      buttons.forEach((one) => (one.disabled = false));
      isSending = false;
      bar.value = 0;
      words.textContent = sending.dataset.lost;
    });
  }
  request.addEventListener("load", () => show(request, zone.closest("section[id]")?.id));
  request.open("POST", button?.formAction || form.action);
  isSending = true;
  sending.hidden = false;
  buttons.forEach((one) => (one.disabled = true));
  told(0);
  request.send(data);
}

// A page that was written here shares its history with the one before: going back has to fetch what stood there.
var shown = location.pathname;
window.addEventListener("popstate", () => {
  if (location.pathname !== shown) {
    location.reload();
  }
});

// The answer is the page that the form would have led to: it is shown as it came, with its notices, at its address.
function show(request, place) {
  if (request.responseURL !== location.href) {
    history.pushState(null, "", request.responseURL);
  }
  document.open();
  document.write(request.responseText);
  document.close();
  if (place) {
    document.getElementById(place)?.scrollIntoView();
  }
}

function size(bytes) {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} KB`;
}
