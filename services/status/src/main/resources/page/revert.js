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
let key = "";

/**
 * Shows what a way back would change.
 *
 * @param where either a revision or a change
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
    const count = content.changes.length;
    show(content.changes, content.notRevertible ?? []);
    const many = count === 1 ? "1 entity" : `${count} entities`;
    text(
      state,
      count ? `Would change ${many}, says node ${node}. Nothing is changed yet.` : "Nothing to change: it is so already.",
    );
    text(go, `Go back: change ${many}`);
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
    const { content, node } = await askPast("revert?dry-run=false", target, {
      "Idempotency-Key": key,
    });
    show(content.changes ?? [], content.notRevertible ?? []);
    const at = content.revision ? `at revision ${content.revision}, ` : "";
    text(state, `Done: ${at}by node ${node}. The timeline shows it.`);
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

function show(items, notRevertible) {
  const some = items.slice(0, MOST);
  keyed(changes, some, (item) => `${item.family} ${item.name} ${item.scope ?? ""}`, create, update);
  const left = items.length - some.length;
  const reasons = notRevertible.map((item) => `${entityName(item)} stays as it is: ${item.why}`);
  const lines = left > 0 ? [`and ${left} more`, ...reasons] : reasons;
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
