// The timeline: who changed what, from where, and how it was before. The newest first.

import { element, keyed, text } from "./dom.js";
import { differenceList, showDifference } from "./difference.js";
import { askHistory } from "./look.js";
import { askRevert } from "./revert.js";
import { authorization } from "./token.js";
import { moment } from "./words.js";

const STEP = 50;
const MOST = 500;
const list = document.getElementById("changes");
const line = document.getElementById("changes-state");
const older = document.getElementById("changes-older");
const known = new Map();
let shown = STEP;
let loaded = false;
let more = false;

/** Asks for the newest changes, where they are not here yet. */
export async function loadChanges() {
  if (!loaded) {
    await load("");
  }
}

/** What the stream says of changes. */
export function changeEvent(name, content) {
  if (name === "change") {
    take([content]);
  } else if (name === "problem") {
    text(line, content.problem ? `The timeline is not the present: ${content.problem}` : "");
  } else if (name === "gap" || name === "reset") {
    known.clear(); // what comes next is not what follows
    load("");
  }
}

async function load(before) {
  try {
    const answer = await fetch(`api/v1/changes?limit=${STEP}${before}`, {
      headers: { Accept: "application/json", ...authorization() },
      cache: "no-store",
      signal: AbortSignal.timeout(10_000),
    });
    const content = await answer.json();
    if (answer.ok) {
      loaded = true;
      more = content.more;
      text(line, content.problem ? `The timeline is not the present: ${content.problem}` : "");
      take(content.items);
    } else {
      text(line, content.detail);
    }
  } catch {
    // The stream says that the server is gone, and asks for this again when it is back.
  }
}

function take(changes) {
  changes.forEach((change) => known.set(change.revision, change));
  const newest = [...known.keys()].sort((a, b) => b - a);
  newest.slice(MOST).forEach((revision) => known.delete(revision));
  const items = newest.slice(0, shown).map((revision) => known.get(revision));
  keyed(list, items, (change) => change.revision, create, update);
  older.hidden = !more && known.size <= shown;
}

older.addEventListener("click", async () => {
  shown += STEP;
  const oldest = Math.min(...known.keys());
  await load(`&before=${oldest}`);
});

function create(change) {
  const summary = element("summary");
  summary.append(element("span", "sentence"), " ", element("span", "faint"));
  const actions = element("div", "actions");
  actions.append(
    button("Undo this change", () => askRevert({ change: change.revision }, words(change))),
    " ",
    button("Go back to this revision", () =>
      askRevert({ revision: change.revision }, `Back to revision ${change.revision}`),
    ),
  );
  if (change.family === "configuration") {
    actions.append(" ", button("History", () => askHistory(change.name, change.scope)));
  }
  const facts = element("p", "facts faint");
  const details = element("details");
  details.append(summary, facts, actions);
  const item = element("li");
  item.append(details, differenceList());
  return item;
}

function button(content, onClick) {
  const made = element("button", "", content);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

function words(change) {
  return change.size > 1
    ? `Undo ${change.size} changes that were made together: ${change.sentence}, and others`
    : `Undo: ${change.sentence}`;
}

function update(item, change) {
  text(item.querySelector(".sentence"), change.sentence);
  text(
    item.querySelector("summary .faint"),
    `revision ${change.revision}, by ${change.actor} on ${change.origin}, ${moment(change.time)}`,
  );
  const part = change.size > 1 ? `, ${change.index + 1} of ${change.size} made together` : "";
  text(item.querySelector(".facts"), `Change ${change.change}${part}`);
  showDifference(item.querySelector(".difference"), change.fields, change.beforeKnown);
}
