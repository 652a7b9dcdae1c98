// Brings each status to the parts of the page.

import { showAlerts } from "./alerts.js";
import { showCertificates } from "./certificates.js";
import { follow } from "./feed.js";
import { connection, fresh } from "./freshness.js";
import { showHealth } from "./health.js";
import { showLag } from "./lag.js";
import { showNodes } from "./nodes.js";
import { showPrimary } from "./primary.js";
import { ask, taken } from "./token.js";

const PARTS = [showHealth, showNodes, showAlerts, showPrimary, showCertificates, showLag];

function show(status) {
  PARTS.forEach((part) => part(status));
  fresh();
}

function state(name, reason) {
  connection(name, reason);
  if (name === "token") {
    ask();
  } else if (name === "connected") {
    taken();
  }
}

follow("api/v1/status/watch", show, state);
