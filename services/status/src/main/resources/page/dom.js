// Elements and their text. Data becomes text, never markup.

/** A new element with a class (or none) and a text (or none). */
export function element(name, className = "", content = "") {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  text(made, content);
  return made;
}

/** Sets a text where it differs: a live region is read out again for every change. */
export function text(target, content) {
  const wanted = String(content ?? "");
  if (target.textContent !== wanted) {
    target.textContent = wanted;
  }
}

/**
 * Brings the children of a list to its items, in their order. An element stays the same as long as
 * the key of its item does, so that focus and open details stay too.
 */
export function keyed(list, items, keyOf, create, update) {
  const present = new Map([...list.children].map((child) => [child.dataset.key, child]));
  const wanted = new Set(items.map((item) => String(keyOf(item))));
  for (const [key, child] of present) {
    if (!wanted.has(key)) {
      child.remove();
    }
  }
  let next = list.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let child = present.get(key);
    if (!child) {
      child = create(item);
      child.dataset.key = key;
    }
    if (child === next) {
      next = next.nextElementSibling;
    } else {
      list.insertBefore(child, next);
    }
    update(child, item);
  }
}
