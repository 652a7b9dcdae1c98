// The way back: first what it would change, then, if that is wanted, the change itself.

import { element, keyed, text } from "./dom.js";
import { differenceList, entityName, showDifference } from "./difference.js";
import { askPast, PastError } from "./past.js";

const MOST = 200;
const dialog = document.getElementById("revert");
const title = document.getElementById("revert-title");
const state = document.getElementById("revert-state");
const changes = document.getElementById("revert-changes");
const not = document.getElementById("revert-not");
const go = document.getElementById("revert-go");
const cancel = document.getElementById("revert-cancel");
let target = null;
let seen = {};
let key = "";

/**
 * Shows what a way back would change.
 *
 * @param where either a revision, or a change by one of its revisions
 * @param words what it is called
 */
export async function askRevert(where, words) {
  target = where;
  // One for each way back: asked for twice, it is made once.
  key = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  text(title, words);
  show([], []);
  go.hidden = true;
  text(cancel, "Cancel");
  dialog.showModal();
  await attempt(where, async () => {
    text(state, "A node looks at what would change. Nothing is changed yet.");
    const { content, node } = await askPast("revert?dry-run=true", where);
    if (where !== target) {
      return; // cancelled meanwhile
    }
    const count = content.changes.length;
    const overwritten = content.overwritten ?? [];
    seen = { expectHead: content.head };
    if (overwritten.length > 0) {
      seen.force = true;
    }
    show(content.changes, [...overwritten.map(again), ...(content.notRevertible ?? []).map(stays)]);
    const many = count === 1 ? "1 entity" : `${count} entities`;
    text(
      state,
      count
        ? `Would change ${many}, says node ${node}. Nothing is changed yet.`
        : "There is nothing to change.",
    );
    text(go, overwritten.length ? `Go back all the same: change ${many}` : `Go back: change ${many}`);
    go.hidden = count === 0;
    if (count) {
      go.focus();
    }
  });
}

async function revert() {
  go.hidden = true;
  await attempt(target, async () => {
    text(state, "The change is being made.");
    const { content, node } = await askPast("revert?dry-run=false", { ...target, ...seen }, {
      "Idempotency-Key": key,
    });
    if (content.revision) {
      show(content.changes ?? [], (content.notRevertible ?? []).map(stays));
      text(state, `Done: at revision ${content.revision}, by node ${node}. The timeline shows it.`);
    } else {
      text(state, "It is taken and not decided yet. The timeline shows it when it is made.");
    }
  });
  text(cancel, "Close");
  cancel.focus();
}

/** Does it, and says in the dialog why it fails; not in that of another way back. */
async function attempt(where, what) {
  try {
    await what();
  } catch (failure) {
    if (!(failure instanceof PastError)) {
      throw failure;
    }
    if (where === target) {
      text(state, failure.message);
    }
  }
}

function stays(item) {
  return `${entityName(item)} stays as it is: ${item.why}`;
}

function again(item) {
  return item.revision
    ? `${entityName(item)} was changed again at revision ${item.revision} by ${item.actor}`
    : `${entityName(item)} is gone since`;
}

function show(items, remarks) {
  const some = items.slice(0, MOST);
  keyed(changes, some, (item) => `${item.family} ${item.name} ${item.scope ?? ""}`, create, update);
  const left = items.length - some.length;
  const lines = left > 0 ? [`and ${left} more`, ...remarks] : remarks;
  keyed(not, lines, (line) => line, () => element("li"), text);
}

function create() {
  const item = element("li");
  item.append(element("strong"), " ", element("span", "badge"), differenceList());
  return item;
}

function update(item, change) {
  text(item.querySelector("strong"), entityName(change));
  text(item.querySelector(".badge"), change.operation);
  showDifference(item.querySelector(".difference"), change.fields ?? []);
}

go.addEventListener("click", revert);
cancel.addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  target = null;
});
