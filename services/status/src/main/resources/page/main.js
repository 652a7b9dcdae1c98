// Brings each status to the parts of the page, and each change to the timeline.

import { showAlerts } from "./alerts.js";
import { changeEvent, loadChanges } from "./changes.js";
import { showCertificates } from "./certificates.js";
import { follow } from "./feed.js";
import { connection, told } from "./freshness.js";
import { showHealth } from "./health.js";
import { showLag } from "./lag.js";
import { showNodes } from "./nodes.js";
import { showPast } from "./past.js";
import { showPrimary } from "./primary.js";
import { ask, taken } from "./token.js";

const PARTS = [showHealth, showNodes, showAlerts, showPrimary, showCertificates, showLag, showPast];

function event(name, content) {
  if (name === "status" || name === "message") {
    PARTS.forEach((part) => part(content));
    told(content);
  } else {
    changeEvent(name, content);
  }
}

function state(name, reason) {
  connection(name, reason);
  if (name === "token") {
    ask();
  } else if (name === "connected") {
    taken();
    loadChanges();
  }
}

// One stream for both: a browser opens six connections to a server, for all its tabs.
follow("api/v1/status/watch?changes=true", event, state);
