// The table to work on: filters as one types, remembers the columns, counts what is ticked. It all works without.
"use strict";

const table = document.querySelector(".cat");
const field = document.getElementById("f-q");

if (table && field) {
  const found = document.getElementById("found");
  const sentence = found.textContent;
  const rows = [...table.tBodies[0].rows];
  // The merged cell of a heading stands in one row of it, and moves to the first that is shown.
  const headings = Map.groupBy ? Map.groupBy(rows, (row) => row.dataset.heading) : grouped();
  const merged = new Map([...headings].map(([name, below]) => [name, cellOf(below)]));
  const said = new Map(rows.map((row) => [row, wordsOf(row)]));

  function grouped() {
    const groups = new Map();
    for (const row of rows) {
      groups.set(row.dataset.heading, [...(groups.get(row.dataset.heading) ?? []), row]);
    }
    return groups;
  }

  function cellOf(below) {
    return below.map((row) => row.querySelector(".lv1")).find(Boolean);
  }

  function wordsOf(row) {
    const heading = merged.get(row.dataset.heading)?.textContent ?? "";
    return `${heading} ${row.textContent} ${row.dataset.sounds ?? ""}`.toLowerCase();
  }

  function show() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const [name, below] of headings) {
      for (const row of below) {
        row.hidden = !words.every((word) => said.get(row).includes(word));
      }
      const shown = below.filter((row) => !row.hidden);
      const cell = merged.get(name);
      if (cell && shown.length) {
        cell.rowSpan = shown.length;
        shown[0].cells[0].after(cell);
      }
    }
    const count = rows.filter((row) => !row.hidden).length;
    let number = 0;
    found.textContent = sentence.replace(/\d+/g, () => (number++ ? rows.length : count));
    found.hidden = !words.length;
  }

  field.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      field.focus();
    }
  });
  // A link of the tree may lead to a row that the words hide.
  window.addEventListener("hashchange", () => {
    const row = document.getElementById(location.hash.slice(1));
    if (row?.hidden) {
      field.value = "";
      show();
      row.scrollIntoView();
    }
  });
  show();
}

// Some browsers forget that a table is one once it is laid out as cards (cards.css): there it says so itself.
const cards = matchMedia("(max-width: 760px)");
const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };

function sayRoles() {
  if (table && cards.matches) {
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) {
      part.setAttribute("role", ROLES[part.localName]);
    }
  }
}

cards.addEventListener("change", sayRoles);
sayRoles();

for (const choice of document.querySelectorAll(".columns input")) {
  const name = `mulu-${choice.id}`;
  choice.checked = localStorage.getItem(name) !== "no";
  choice.addEventListener("change", () => localStorage.setItem(name, choice.checked ? "yes" : "no"));
}

const bar = document.getElementById("ticked");
if (bar) {
  const nothing = bar.textContent;
  const ticks = [...document.querySelectorAll("input[form=propose]")];
  const count = () => {
    const ticked = ticks.filter((one) => one.checked).length;
    const many = bar.dataset.many.replace("{}", ticked);
    bar.textContent = ticked > 1 ? many : ticked ? bar.dataset.one : nothing;
  };
  ticks.forEach((one) => one.addEventListener("change", count));
  count();
}
