// Whether what the page shows is the present, and if not, since when and why.

import { text } from "./dom.js";
import { clock, duration } from "./words.js";

/** While nodes report, a status comes each second; without one it asks whether all is well. */
const ASK_MILLIS = 3_000;

const line = document.getElementById("freshness");
const age = document.getElementById("age");
let connected = false;
let lastDocument = 0;
let stale = "Connecting.";
let asking = false;

/** A status came; the server says whether it is the present one. */
export function told(status) {
  if (status.stale) {
    lastDocument = Date.parse(status.asOf);
    stale = `Stale: ${status.staleReason}. ${shown()}`;
  } else {
    lastDocument = Date.now();
    stale = "";
  }
  show();
}

/** The connection is there, or not. */
export function connection(state, reason) {
  connected = state === "connected";
  if (state === "lost") {
    stale = `Stale: ${reason}. ${shown()} It tries again by itself.`;
  } else if (state === "token") {
    stale = `Stale: the server wants a token. ${shown()}`;
  } else {
    stale = `Connected, waiting for a status. ${shown()}`;
  }
  show();
}

function shown() {
  return lastDocument ? `Shown is the status of ${clock(lastDocument)}.` : "Nothing is shown yet.";
}

function show() {
  text(line, stale || "Live");
  line.dataset.fresh = stale ? "no" : "yes";
  const old = Date.now() - lastDocument;
  const unchanged = lastDocument && old >= ASK_MILLIS;
  text(age, unchanged ? `Last change ${duration(old)} ago` : "");
}

/** An instance that cannot read its stores sends nothing; its health says so. */
async function ask() {
  asking = true;
  try {
    const answer = await fetch("health/readiness", {
      cache: "no-store",
      signal: AbortSignal.timeout(ASK_MILLIS),
    });
    if (connected && Date.now() - lastDocument >= ASK_MILLIS) {
      if (answer.ok) {
        stale = lastDocument ? "" : "Connected, waiting for a status.";
      } else {
        stale = `Stale: the server is not ready${await why(answer)}. ${shown()}`;
      }
    }
  } catch {
    if (connected && Date.now() - lastDocument >= ASK_MILLIS) {
      stale = `Stale: the server does not answer. ${shown()}`;
    }
  } finally {
    asking = false;
  }
}

async function why(answer) {
  const health = await answer.json();
  const reason = health.details?.lockstep?.details?.notReady;
  return reason ? ` (${reason})` : "";
}

setInterval(() => {
  if (connected && !asking && Date.now() - lastDocument >= ASK_MILLIS) {
    ask();
  }
  show();
}, 1_000);
