// Asks a node for the past, by way of the status application.

import { askNodeToken, forgetNodeToken, hasNodeToken, nodeAuthorization } from "./nodetoken.js";
import { authorization } from "./token.js";

const TIMEOUT_MILLIS = 60_000;

/** What was asked for is not to be had: says why. */
export class PastError extends Error {}

/** The newest revision, to begin with. */
export function showPast(status) {
  for (const input of document.querySelectorAll("#past input[type=number]")) {
    input.max = status.revision;
  }
}

/**
 * Asks, with a token that the viewer is asked for where there is none or it is not taken.
 *
 * @param path of the status application, below api/v1/past/
 * @param body what to send; nothing where it is left out
 * @param headers more of them
 * @return {content, node}: the answer and which node gave it
 */
export async function askPast(path, body, headers = {}) {
  let reason = "";
  for (;;) {
    if (!hasNodeToken() && !(await askNodeToken(reason))) {
      throw new PastError("Nothing was asked: a node answers only to its session token.");
    }
    const answer = await send(path, body, headers);
    const content = await answer.json().catch(() => ({}));
    const node = answer.headers.get("Lockstep-Node");
    if (answer.ok) {
      return { content, node };
    }
    if (answer.status === 401 && (node || content.code === "node-token-missing")) {
      forgetNodeToken();
      reason = content.detail ?? "The node does not take that token.";
    } else {
      const code = content.code ? ` (${content.code})` : "";
      throw new PastError((content.detail ?? `The server answered ${answer.status}.`) + code);
    }
  }
}

async function send(path, body, headers) {
  try {
    return await fetch(`api/v1/past/${path}`, {
      method: body ? "POST" : "GET",
      headers: {
        Accept: "application/json",
        ...(body ? { "Content-Type": "application/json" } : {}),
        ...authorization(),
        ...nodeAuthorization(),
        ...headers,
      },
      body: body ? JSON.stringify(body) : undefined,
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
  } catch (failure) {
    throw new PastError(
      failure.name === "TimeoutError" ? "No answer came within 60 s." : "The server does not answer.",
    );
  }
}
