// The draft's table as a grid: one cell has the focus, arrow keys move it, a cell is written in where it stands.
"use strict";

const table = document.getElementById("grid");
document.documentElement.dataset.scripted = "";

if (table) {
  const fields = [...table.querySelectorAll("col")].map((column) => column.dataset.field);
  const filter = document.getElementById("f-filter");
  let open = null; // { cell, form, said }: the cell that is written in, and what it said.
  let saving = null;

  table.setAttribute("role", "grid");
  for (const link of table.querySelectorAll("tbody a")) {
    link.tabIndex = -1;
  }
  table.tBodies[0].rows[0]?.cells[0].setAttribute("tabindex", "0");

  const rows = () => table.tBodies[0].rows;
  const cellOf = (target) => target.closest("#grid tbody td");
  const addressOf = (cell) => [cell.parentElement.id, cell.cellIndex];
  const cellAt = ([row, column]) => document.getElementById(row)?.cells[column];

  function focus(cell) {
    if (!cell) {
      return;
    }
    table.querySelector('tbody td[tabindex="0"]')?.setAttribute("tabindex", "-1");
    cell.tabIndex = 0;
    cell.focus();
  }

  function shownFrom(row, step, count = 1) {
    let found = row;
    for (let next = row; count && next; ) {
      next = step > 0 ? next.nextElementSibling : next.previousElementSibling;
      if (next && !next.hidden) {
        found = next;
        count -= 1;
      }
    }
    return found;
  }

  function target(cell, event) {
    const row = cell.parentElement;
    const below = (step, count) => shownFrom(row, step, count).cells[cell.cellIndex];
    const all = event.ctrlKey || event.metaKey ? [...rows()].filter((one) => !one.hidden) : [row];
    switch (event.key) {
      case "ArrowRight": return cell.nextElementSibling ?? cell;
      case "ArrowLeft": return cell.previousElementSibling ?? cell;
      case "ArrowDown": return below(1);
      case "ArrowUp": return below(-1);
      case "PageDown": return below(1, 10);
      case "PageUp": return below(-1, 10);
      case "Home": return all[0].cells[0];
      case "End": return [...all.at(-1).cells].at(-1);
      default: return null;
    }
  }

  async function ask(address, body) {
    const answer = await fetch(address, { method: body ? "POST" : "GET", body, headers: { "HX-Request": "true" } });
    return { status: answer.status, isElsewhere: answer.redirected, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  }

  function replace(page, ids) {
    for (const id of ids) {
      const part = page.getElementById(id);
      if (part) {
        document.getElementById(id)?.replaceWith(part);
      }
    }
  }

  async function write(cell) {
    const field = fields[cell.cellIndex];
    if (cell.getAttribute("aria-readonly") === "true" || !field || !(await close())) {
      return;
    }
    const entry = cell.parentElement.id.slice(2);
    let answer;
    try {
      answer = await ask(`${table.dataset.address}/${entry}/${field}`);
    } catch {
      document.getElementById("told").textContent = table.dataset.unsaved;
      return;
    }
    const form = answer.page.querySelector("form.cell");
    if (!form) {
      location.reload(); // The draft is frozen, the row is gone, or the session has ended: the page says so.
      return;
    }
    const said = document.createDocumentFragment();
    said.append(...cell.childNodes);
    place(cell, form, said);
  }

  function place(cell, form, said) {
    cell.replaceChildren(form);
    open = { cell, form, said, first: new URLSearchParams(new FormData(form)).toString() };
    const field = form.querySelector('[aria-invalid], input:not([type="hidden"]), textarea, select');
    field.focus();
    field.select?.();
  }

  function giveUp() {
    const { cell, said } = open;
    open = null;
    cell.replaceChildren(said);
    return cell;
  }

  // Saves what is open; says whether nothing is open any more.
  function close() {
    saving ??= save().finally(() => (saving = null));
    return saving;
  }

  async function save() {
    if (!open) {
      return true;
    }
    const { cell, form, said, first } = open;
    const typed = new FormData(form);
    if (new URLSearchParams(typed).toString() === first && !form.querySelector("[role=alert] strong")) {
      giveUp();
      return true;
    }
    let answer;
    try {
      answer = await ask(form.action, typed);
    } catch {
      form.querySelector("[data-told]").textContent = table.dataset.unsaved;
      return false;
    }
    const row = answer.page.querySelector("tbody tr");
    if (row) {
      open = null;
      show(cell.parentElement, row);
      replace(answer.page, ["saved", "history"]);
      return true;
    }
    const again = answer.page.querySelector("form.cell");
    if (again) {
      place(cell, again, said);
    } else {
      form.querySelector("[data-told]").textContent = answer.isElsewhere ? table.dataset.gone : answer.page.querySelector("h1")?.textContent ?? table.dataset.gone;
    }
    return false;
  }

  // Cells stay, so that the focus does; a table without third levels leaves their column out.
  function show(row, saved) {
    row.className = saved.className;
    for (const cell of row.cells) {
      const now = saved.querySelector(`[headers="${cell.headers}"]`);
      cell.className = now.className;
      cell.replaceChildren(...now.childNodes);
      cell.querySelectorAll("a").forEach((link) => (link.tabIndex = -1));
    }
  }

  async function turn(which) {
    const button = document.querySelectorAll("#history button")[which];
    if (button.disabled) {
      return;
    }
    const at = addressOf(document.activeElement.closest("td") ?? table.querySelector("td"));
    const typed = new FormData(button.form, button);
    const { page } = await ask(button.formAction, typed);
    replace(page, ["grid-rows", "saved", "history"]);
    document.getElementById("told").replaceChildren(...page.querySelectorAll("main .notice"));
    table.querySelectorAll("tbody a").forEach((link) => (link.tabIndex = -1));
    sift();
    focus(cellAt(at) ?? rows()[0]?.cells[0]);
  }

  function sift() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows()) {
      row.hidden = words.length > 0 && !words.every((word) => row.textContent.toLowerCase().includes(word));
    }
  }

  async function typedKey(event) {
    const { form, cell } = open;
    if (event.isComposing) {
      return;
    }
    const inside = [...form.querySelectorAll('input:not([type="hidden"]), textarea, select, summary, button')];
    const isLine = event.target.matches("input, select") || event.target.name === "deadline";
    const isPlainEnter = event.key === "Enter" && !event.shiftKey && !event.altKey && isLine && event.target.type !== "checkbox";
    if (event.key === "Escape") {
      event.preventDefault();
      focus(giveUp());
    } else if (event.key === "Enter" && (isPlainEnter || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (await close()) {
        focus(shownFrom(cell.parentElement, 1).cells[cell.cellIndex]);
      }
    } else if (event.key === "Tab") {
      const fields = inside.filter((one) => one.tagName !== "BUTTON" && one.offsetParent);
      const isLast = event.target === (event.shiftKey ? fields[0] : fields.at(-1));
      if (isLast) {
        event.preventDefault();
        if (await close()) {
          focus((event.shiftKey ? cell.previousElementSibling : cell.nextElementSibling) ?? cell);
        }
      }
    }
  }

  table.addEventListener("keydown", (event) => {
    if (open?.form.contains(event.target)) {
      typedKey(event);
      return;
    }
    const cell = cellOf(event.target);
    if (!cell || event.altKey) {
      return;
    }
    const next = target(cell, event);
    if (next) {
      event.preventDefault();
      focus(next);
    } else if (event.key === "Enter" && event.shiftKey) {
      cell.parentElement.querySelector("a")?.click();
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      write(cell);
    }
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      filter.focus();
    }
    if (isTyping || !(event.ctrlKey || event.metaKey)) {
      return;
    }
    const key = event.key.toLowerCase();
    if (key === "z" || key === "y") {
      event.preventDefault();
      turn(key === "y" || event.shiftKey ? 1 : 0);
    }
  });
  table.addEventListener("mousedown", (event) => {
    const cell = cellOf(event.target);
    if (cell && !event.target.closest("a, form")) {
      event.preventDefault();
      close().then((isClosed) => isClosed && focus(cell));
    }
  });
  table.addEventListener("dblclick", (event) => {
    const cell = cellOf(event.target);
    if (cell && !event.target.closest("a, form")) {
      write(cell);
    }
  });
  table.addEventListener("click", (event) => {
    if (open && event.target.closest("[data-cancel]")) {
      focus(giveUp());
    }
  });
  table.addEventListener("submit", async (event) => {
    event.preventDefault();
    const cell = open?.cell;
    if (await close()) {
      focus(cell);
    }
  });
  window.addEventListener("online", close);
  window.addEventListener("beforeunload", (event) => {
    if (open && new URLSearchParams(new FormData(open.form)).toString() !== open.first) {
      event.preventDefault();
    }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id === "history") {
      event.preventDefault();
      turn([...event.target.querySelectorAll("button")].indexOf(event.submitter));
    }
  });
  filter.addEventListener("input", sift);
}
