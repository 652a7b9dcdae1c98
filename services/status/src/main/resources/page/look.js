// Looks at the past: the state at a revision, the difference of two, what a parameter was.

import { element, keyed, text } from "./dom.js";
import { differenceList, entityName, showDifference } from "./difference.js";
import { askPast, PastError } from "./past.js";
import { askRevert } from "./revert.js";
import { moment } from "./words.js";

const MOST = 300;
const title = document.getElementById("past-title-shown");
const line = document.getElementById("past-state");
const list = document.getElementById("past-items");
const back = document.getElementById("past-back");
const number = (id) => Number(document.getElementById(id).value);
const words = (id) => document.getElementById(id).value.trim();
let backTo = null;

/** Shows what a parameter was. */
export function askHistory(key, scope) {
  document.getElementById("past-key").value = key;
  document.getElementById("past-scope").value = scope;
  const where = `key=${encodeURIComponent(key)}&scope=${encodeURIComponent(scope)}`;
  look(`Parameter ${key}, ${scope}`, `history?${where}`, (content) =>
    content.items.map((item) => ({
      head: `revision ${item.revision}: ${item.operation}`,
      note: `by ${item.actor} on ${item.origin}, ${moment(item.time)}`,
      fields: [{ name: "value", after: item.secret ? "(secret)" : item.value }],
    })),
  );
}

function askState(revision) {
  look(
    `The state at revision ${revision}`,
    `state?at=${revision}`,
    (content) =>
      content.entities.map((entity) => ({
        head: entityName(entity),
        note: `since revision ${entity.revision}`,
        fields: Object.entries(entity.fields).map(([name, value]) => ({ name, after: plain(value) })),
      })),
    revision,
  );
}

function askDifference(from, to) {
  look(
    `From revision ${from} to revision ${to}`,
    `difference?from=${from}&to=${to}`,
    (content) =>
      content.changes.map((change) => ({
        head: entityName(change),
        note: change.operation,
        fields: change.fields,
        differs: true,
      })),
    from,
  );
}

function plain(value) {
  return value !== null && typeof value === "object" ? JSON.stringify(value) : value;
}

async function look(heading, path, items, revision = null) {
  text(title, heading);
  text(line, "A node is asked.");
  show([]);
  back.hidden = true;
  backTo = revision;
  title.scrollIntoView({ block: "nearest" });
  title.focus();
  try {
    const { content, node } = await askPast(path);
    const all = items(content);
    const cut = all.length > MOST ? ` The first ${MOST} are shown; the lockstep command shows all.` : "";
    text(line, `${all.length === 1 ? "1 entry" : `${all.length} entries`}, says node ${node}.${cut}`);
    show(all.slice(0, MOST));
    text(back, `Go back to revision ${revision}`);
    back.hidden = revision === null;
  } catch (failure) {
    if (!(failure instanceof PastError)) {
      throw failure;
    }
    text(line, failure.message);
  }
}

function show(items) {
  const numbered = items.map((item, index) => ({ ...item, index }));
  keyed(list, numbered, (item) => `${item.index} ${item.head}`, create, update);
}

function create() {
  const item = element("li");
  item.append(element("strong"), " ", element("span", "faint"), differenceList());
  return item;
}

function update(item, { head, note, fields, differs }) {
  text(item.querySelector("strong"), head);
  text(item.querySelector(".faint"), note);
  const difference = item.querySelector(".difference");
  difference.classList.toggle("state", !differs);
  showDifference(difference, fields);
}

function on(id, ask) {
  document.getElementById(id).addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}

on("past-state-form", () => askState(number("past-at")));
on("past-difference-form", () => askDifference(number("past-from"), number("past-to")));
on("past-history-form", () => askHistory(words("past-key"), words("past-scope") || "shared"));
back.addEventListener("click", () => askRevert({ revision: backTo }, `Back to revision ${backTo}`));
