// Server-sent events from pieces of text, as the HTML standard has them.

/** Takes pieces as they come; hands over each event as {name, data, id}; an id holds until the next. */
export class EventParser {
  #rest = "";
  #name = "";
  #data = [];
  #id = "";
  #onEvent;

  constructor(onEvent) {
    this.#onEvent = onEvent;
  }

  take(piece) {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    lines.forEach((line) => this.#line(line));
  }

  #line(line) {
    if (line === "") {
      if (this.#data.length > 0) {
        const data = this.#data.join("\n");
        this.#onEvent({ name: this.#name || "message", data, id: this.#id });
      }
      this.#name = "";
      this.#data = [];
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      this.#name = value;
    } else if (field === "data") {
      this.#data.push(value);
    } else if (field === "id" && !value.includes("\0")) {
      this.#id = value;
    }
  }
}
