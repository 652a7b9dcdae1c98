// Who decides, and who takes over.

import { element, keyed, text } from "./dom.js";
import { moment } from "./words.js";
import { stateWords } from "./nodes.js";

const line = document.getElementById("primary");
const order = document.getElementById("order");

export function showPrimary(status) {
  text(line, primary(status));
  const nodes = new Map(status.nodes.map((node) => [node.host.toLowerCase(), node]));
  const entries = status.promotionOrder.map((entry, index) => ({ ...entry, index }));
  keyed(
    order,
    entries,
    (entry) => `${entry.index} ${entry.host}`,
    () => element("li"),
    (item, entry) => text(item, words(entry, nodes.get(entry.host.toLowerCase()))),
  );
}

function primary(status) {
  if (status.primary === null) {
    return "There is no primary.";
  }
  const alive = status.primaryAlive ? "" : " It does not report.";
  return `${status.primary}, term ${status.epoch}, since ${moment(status.primarySince)}.${alive}`;
}

function words(entry, node) {
  const who = node ? `${node.id} (${entry.host}), ${stateWords(node)}` : `${entry.host}, no member`;
  return entry.enabled ? who : `${who}, never promoted`;
}
