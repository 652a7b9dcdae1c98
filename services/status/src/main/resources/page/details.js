// All that is known of a node, asked for while its details are open.

import { element, keyed, text } from "./dom.js";
import { authorization } from "./token.js";
import { duration, moment } from "./words.js";

const AGAIN_MILLIS = 1_000;
const asked = new WeakMap();

/** Asks for the node where its details are open, at most each second. */
export async function refresh(details, id) {
  const last = asked.get(details) ?? 0;
  if (!details.open || Date.now() - last < AGAIN_MILLIS) {
    return;
  }
  asked.set(details, Date.now());
  const target = details.querySelector(".more");
  try {
    const answer = await fetch(`api/v1/status/nodes/${encodeURIComponent(id)}`, {
      headers: { Accept: "application/json", ...authorization() },
      cache: "no-store",
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.ok) {
      show(target, await answer.json());
    }
  } catch {
    // The stream of statuses says that the server is gone, and the next status asks again.
  }
}

function show(target, node) {
  const list = target.querySelector("dl") ?? target.appendChild(element("dl"));
  keyed(
    list,
    facts(node),
    ([name]) => name,
    create,
    (pair, [, value]) => text(pair.lastChild, value),
  );
}

function create([name]) {
  const pair = element("div");
  pair.append(element("dt", "", name), element("dd"));
  return pair;
}

function facts(node) {
  return [
    ["Last report", moment(node.lastReport)],
    ["State since", moment(node.since)],
    ["Process started", moment(node.startedAt)],
    ["Membership", (node.membership ?? "none").toLowerCase()],
    ["Host", node.host],
    ["Site", node.site ?? "none"],
    ["Roles", node.roles.join(", ") || "none"],
    ["Revision received", node.revision],
    ["Revision written", node.writtenRevision],
    ["Revision active", node.activeRevision],
    ["Term", node.epoch],
    ["Last change took", node.propagationMillis === null ? "" : `${node.propagationMillis} ms`],
    ["Clock ahead of the brokers'", `${node.clockSkewMillis} ms`],
    ["Secret version", node.secretVersion],
    ["Changed files", node.drifted.join(", ") || "none"],
    ["Warnings", node.warnings.map((warning) => warning.message).join(" ") || "none"],
    ["Digest", node.digest.slice(0, 16)],
  ];
}
