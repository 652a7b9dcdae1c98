// The cluster in one line.

import { text } from "./dom.js";

const title = document.getElementById("cluster");
const line = document.getElementById("health");

export function showHealth(status) {
  text(title, `Lockstep cluster ${status.cluster}`);
  text(line, status.summary);
  line.dataset.health = level(status);
  const page = `${status.cluster}: ${status.summary}`;
  if (document.title !== page) {
    document.title = page;
  }
}

function level(status) {
  const critical = status.alerts.some((alert) => alert.severity === "CRITICAL");
  if (critical || !status.primaryAlive || status.available < status.minimumNodes) {
    return "bad";
  }
  const well = status.nodes.every((node) => node.state === "ONLINE" && !node.quiet);
  return well && status.converged && status.alerts.length === 0 ? "good" : "warn";
}
