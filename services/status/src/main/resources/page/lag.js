// The chart of lag over time.

import "./chart.umd.min.js";
import { History } from "./history.js";
import { text } from "./dom.js";
import { clock, lag } from "./words.js";

/** As many as there are colours. */
const SERIES = 6;
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 5], [1, 6]];

const history = new History();
const words = document.getElementById("lag-text");
const chart = new Chart(document.querySelector("#lag canvas"), {
  type: "line",
  data: { datasets: [] },
  options: {
    animation: false,
    parsing: false,
    normalized: true,
    maintainAspectRatio: false,
    events: [],
    elements: { point: { radius: 0 }, line: { borderWidth: 2 } },
    scales: {
      x: { type: "linear", ticks: { callback: (time) => clock(time), maxTicksLimit: 5 } },
      y: { beginAtZero: true, suggestedMax: 3, title: { display: true, text: "seconds" } },
    },
    plugins: { legend: { labels: { boxHeight: 0 } } },
  },
});

/** Adds a status. */
export function showLag(status) {
  history.add(status, Date.now());
  const behind = status.nodes.filter((node) => node.lagEvents > 0 && node.state !== "OFFLINE");
  const which = behind.map((node) => `${node.id}: ${lag(node)}`).join("; ");
  const left = history.size > SERIES ? ` The ${SERIES} nodes furthest behind are drawn.` : "";
  text(words, (which || "Every node that reports is at the head.") + left);
  draw();
}

function draw() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  chart.data.datasets = history.worst(SERIES).map(([id, points], index) => ({
    label: id,
    data: points,
    borderColor: colour(`series-${index + 1}`),
    borderDash: DASHES[index],
  }));
  for (const axis of Object.values(chart.options.scales)) {
    axis.ticks.color = colour("ink");
    axis.grid = { color: colour("card") };
  }
  chart.options.scales.y.title.color = colour("ink");
  chart.options.plugins.legend.labels.color = colour("ink");
  chart.update("none");
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
