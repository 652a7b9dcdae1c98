// The session token of a node, which the past is asked with. Kept as long as the tab is open, and
// sent in a header of its own to the status application alone, which hands it on to a node.

import { text } from "./dom.js";

const KEY = "lockstep.node.token";
const dialog = document.getElementById("node-token");
const form = dialog.querySelector("form");
const input = document.getElementById("node-token-text");
const why = document.getElementById("node-token-why");
const forget = document.getElementById("node-token-forget");
let waiting = null;

/** Headers that show the token; none where there is none. */
export function nodeAuthorization() {
  const token = sessionStorage.getItem(KEY);
  return token ? { "Lockstep-Node-Authorization": `Bearer ${token}` } : {};
}

/** Whether there is a token. */
export function hasNodeToken() {
  return sessionStorage.getItem(KEY) !== null;
}

/** Asks for a token; resolves to whether one was given. */
export function askNodeToken(reason) {
  text(why, reason);
  if (!dialog.open) {
    dialog.showModal();
    input.focus();
  }
  return new Promise((resolve) => {
    waiting?.(false);
    waiting = resolve;
  });
}

/** Forgets the token. */
export function forgetNodeToken() {
  sessionStorage.removeItem(KEY);
  forget.hidden = true;
}

function end(given) {
  input.value = "";
  if (dialog.open) {
    dialog.close();
  }
  waiting?.(given);
  waiting = null;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  // Only what can stand in a header; what a command printed may have a word before it.
  sessionStorage.setItem(KEY, input.value.trim().replace(/^bearer\s+/i, "").replace(/[^\x21-\x7e]/g, ""));
  forget.hidden = false;
  end(true);
});
document.getElementById("node-token-cancel").addEventListener("click", () => end(false));
dialog.addEventListener("close", () => end(false));
forget.addEventListener("click", forgetNodeToken);
forget.hidden = !hasNodeToken();
