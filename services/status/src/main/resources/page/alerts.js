// What an operator must look at, the most urgent first.

import { element, keyed, text } from "./dom.js";
import { moment } from "./words.js";

const list = document.getElementById("alerts");
const none = document.getElementById("alerts-none");

export function showAlerts(status) {
  const urgent = (alert) => (alert.severity === "CRITICAL" ? 0 : 1);
  const alerts = [...status.alerts].sort(
    (a, b) => urgent(a) - urgent(b) || b.raised.localeCompare(a.raised),
  );
  text(none, "No alert is raised.");
  none.hidden = alerts.length > 0;
  keyed(list, alerts, (alert) => alert.id, create, update);
}

function create() {
  const item = element("li");
  item.append(element("span", "badge"), " ", element("strong"), element("p"), element("p"));
  item.append(element("p", "faint"));
  return item;
}

function update(item, alert) {
  const [cause, remedy, raised] = item.querySelectorAll("p");
  const badge = item.querySelector(".badge");
  badge.dataset.level = alert.severity === "CRITICAL" ? "bad" : "warn";
  text(badge, alert.severity.toLowerCase());
  text(item.querySelector("strong"), [alert.kind, alert.subject].filter(Boolean).join(" "));
  text(cause, alert.cause);
  text(remedy, alert.remedy);
  text(raised, `since ${moment(alert.raised)}`);
}
