// A stream of events. Read with fetch rather than EventSource, which can send no token and does
// not tell why it failed. Where events have ids, a connection that comes back goes on behind the
// last of them.

import { EventParser } from "./sse.js";
import { authorization } from "./token.js";

/** The server sends something each 10 s; half as much again and the connection is dead. */
const SILENCE_MILLIS = 15_000;
const FIRST_RETRY_MILLIS = 500;
const LONGEST_RETRY_MILLIS = 4_000;

/**
 * Follows a stream until the page goes.
 *
 * @param onEvent takes each event: its name, and its data parsed
 * @param onState takes "connected", "lost" with a reason, or "token" where the server wants one
 */
export async function follow(path, onEvent, onState) {
  let delay = FIRST_RETRY_MILLIS;
  let last = "";
  for (;;) {
    try {
      const wantsToken = await read(path, last, onState, (event) => {
        delay = FIRST_RETRY_MILLIS;
        last = event.id || last;
        onEvent(event.name, JSON.parse(event.data));
      });
      onState(wantsToken ? "token" : "lost", "the server ended the connection");
    } catch (failure) {
      onState("lost", reason(failure));
    }
    await retry(delay);
    delay = Math.min(delay * 2, LONGEST_RETRY_MILLIS);
  }
}

/** Reads one connection to its end; true where the server refused for want of a token. */
async function read(path, last, onState, onEvent) {
  const abort = new AbortController();
  let silence;
  const heard = () => {
    clearTimeout(silence);
    const dead = new Error(`nothing came for ${SILENCE_MILLIS / 1000} s`);
    silence = setTimeout(() => abort.abort(dead), SILENCE_MILLIS);
  };
  heard();
  try {
    const headers = { Accept: "text/event-stream", ...authorization() };
    if (last) {
      headers["Last-Event-ID"] = last;
    }
    const answer = await fetch(path, { headers, cache: "no-store", signal: abort.signal });
    if (answer.status === 401) {
      return true;
    }
    if (!answer.ok) {
      throw new Error(`the server answered ${answer.status}`);
    }
    onState("connected");
    const parser = new EventParser((event) => {
      if (event.name !== "alive") {
        onEvent(event);
      }
    });
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return false;
      }
      heard();
      parser.take(value);
    }
  } catch (failure) {
    // A browser may say in words of its own that it stopped reading.
    throw abort.signal.aborted ? abort.signal.reason : failure;
  } finally {
    clearTimeout(silence);
    abort.abort();
  }
}

function reason(failure) {
  return failure instanceof TypeError ? "the server does not answer" : failure.message;
}

/** After a while, or as soon as a network or a token is there. */
function retry(millis) {
  return new Promise((go) => {
    const on = () => {
      clearTimeout(timer);
      window.removeEventListener("online", on);
      window.removeEventListener("token", on);
      go();
    };
    const timer = setTimeout(on, millis);
    window.addEventListener("online", on);
    window.addEventListener("token", on);
  });
}
