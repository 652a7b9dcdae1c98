// The token that the server may want. Kept as long as the tab is open.

import { text } from "./dom.js";

const KEY = "lockstep.status.token";
const form = document.getElementById("token");
const input = document.getElementById("token-text");

/** Headers that show the token; none where there is none. */
export function authorization() {
  const token = sessionStorage.getItem(KEY);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** Asks for a token; says so where the one before was refused. */
export function ask() {
  const refused = sessionStorage.getItem(KEY) !== null;
  sessionStorage.removeItem(KEY);
  if (refused) {
    text(document.getElementById("token-refused"), "The server does not take that token.");
  }
  if (form.hidden) {
    form.hidden = false;
    input.focus();
  }
}

/** Asks no more. */
export function taken() {
  form.hidden = true;
  text(document.getElementById("token-refused"), "");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  // Only what can stand in a header.
  sessionStorage.setItem(KEY, input.value.replace(/[^\x21-\x7e]/g, ""));
  input.value = "";
  window.dispatchEvent(new Event("token"));
});
