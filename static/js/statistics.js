// Draws a column of each table of figures as bars; the table stays, and without this file it is all there is.
"use strict";

const ROW = 30;
const AROUND = 34;
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();

for (const figure of document.querySelectorAll("[data-chart]")) {
  const column = Number(figure.dataset.column);
  const rows = [...document.getElementById(figure.dataset.chart).tBodies[0].rows];
  const text = (row, number) => row.cells[number].textContent.trim();
  const place = figure.querySelector(".bars");
  figure.dataset.drawn = "";
  place.style.height = `${rows.length * ROW + AROUND}px`;
  const chart = echarts.init(place);
  chart.setOption({
    animation: false,
    color: [colour("--brand")],
    grid: { left: 8, right: 40, top: 8, bottom: 4, containLabel: true },
    xAxis: { type: "value", minInterval: 1, axisLabel: { color: colour("--ink-2") } },
    yAxis: {
      type: "category",
      data: rows.map((row) => text(row, 0)),
      inverse: true,
      axisTick: { show: false },
      axisLabel: { color: colour("--ink"), width: Math.min(180, place.clientWidth / 3), overflow: "break" },
    },
    series: {
      type: "bar",
      barMaxWidth: 18,
      label: { show: true, position: "right", color: colour("--ink") },
      data: rows.map((row) => Number(text(row, column))),
    },
  });
  new ResizeObserver(() => chart.resize()).observe(place);
}
