// What became of the fields of an entity, in words: was, now.

import { element, keyed, text } from "./dom.js";

const MOST = 200;

/** An empty list for fields. */
export function differenceList() {
  return element("ul", "difference");
}

/**
 * Shows fields: name, before, after.
 *
 * @param fields those that differ
 * @param beforeKnown false where nobody knows what was before
 */
export function showDifference(list, fields, beforeKnown = true) {
  keyed(list, fields.slice(0, MOST), (field) => field.name, create, (item, field) => {
    text(item.querySelector(".field"), field.name);
    part(item.querySelector("del"), "was ", field.before, beforeKnown ? "not set" : "not known");
    part(item.querySelector("ins"), "now ", field.after, "not set");
  });
}

function create() {
  const item = element("li");
  item.append(element("span", "field"), " ", element("del"), " ", element("ins"));
  return item;
}

function part(target, word, value, none) {
  text(target, word + (value === null || value === undefined ? none : value === "" ? "empty" : value));
  target.dataset.none = value === null || value === undefined;
}

/** What people call an entity. */
export function entityName(entity) {
  const scope = entity.scope && entity.scope !== "shared" ? ` of ${entity.scope}` : "";
  return [entity.family, entity.name].filter(Boolean).join(" ") + scope;
}
