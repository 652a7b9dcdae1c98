// The nodes: each with its state, its lag, its version and what blocks it.

import { element, keyed, text } from "./dom.js";
import { refresh } from "./details.js";
import { lag } from "./words.js";

const LEVELS = {
  ONLINE: "good",
  JOINING: "warn",
  SYNCING: "warn",
  LAGGING: "warn",
  DRIFTED: "warn",
  DRAINED: "none",
};
const list = document.getElementById("nodes");

export function showNodes(status) {
  keyed(list, status.nodes, (node) => node.id, create, update);
}

/** How bad a node's state is: good, warn, bad or none. */
export function level(node) {
  return node.quiet && node.state === "ONLINE" ? "warn" : (LEVELS[node.state] ?? "bad");
}

/** A node's state, with what is no state of its own. */
export function stateWords(node) {
  const silent = node.quiet && node.state !== "OFFLINE";
  return silent ? `${node.state}, quiet` : node.state;
}

function create(node) {
  const summary = element("summary");
  for (const part of ["name", "badge", "role", "lag faint", "version faint"]) {
    summary.append(element("span", part), " ");
  }
  const details = element("details");
  details.append(summary, element("div", "more"));
  details.addEventListener("toggle", () => refresh(details, node.id));
  const item = element("li");
  item.append(details, element("p", "reason"), element("ul", "problems"));
  return item;
}

function update(item, node) {
  item.dataset.state = node.state;
  item.dataset.quiet = node.quiet;
  text(item.querySelector(".name"), node.id);
  const badge = item.querySelector(".badge");
  badge.dataset.level = level(node);
  text(badge, stateWords(node));
  text(item.querySelector(".role"), node.primary ? "primary" : "");
  text(item.querySelector(".lag"), lag(node));
  text(item.querySelector(".version"), versions(node));
  text(item.querySelector(".reason"), reason(node));
  problems(item.querySelector(".problems"), node.blockers);
  refresh(item.querySelector("details"), node.id);
}

function versions(node) {
  const parts = [node.softwareVersion && `Lockstep ${node.softwareVersion}`];
  parts.push(node.productVersion && `product ${node.productVersion}`);
  return parts.filter(Boolean).join(", ");
}

function reason(node) {
  if (node.reason) {
    return node.reason;
  }
  return node.quiet ? "Its reports are missing, not yet for long enough to count it as gone." : "";
}

function problems(target, blockers) {
  keyed(
    target,
    blockers.map((problem, index) => ({ ...problem, index })),
    (problem) => `${problem.index} ${problem.code}`,
    () => element("li"),
    (item, problem) => text(item, `Not ready: ${problem.message} (${problem.code})`),
  );
}
