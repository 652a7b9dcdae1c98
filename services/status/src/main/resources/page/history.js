// How far each node was behind, as the page saw it.

const KEEP_MILLIS = 600_000;
const STEP_MILLIS = 1_000;

/** Points of lag by node: x is the time in milliseconds, y seconds of lag or null for not known. */
export class History {
  #points = new Map();

  /** Adds a status. A node that does not report has no lag that anybody knows. */
  add(status, now) {
    for (const node of status.nodes) {
      const known = node.state !== "OFFLINE" && node.lastReport !== null;
      this.#add(node.id, { x: now, y: known ? node.lagMillis / 1000 : null });
    }
    for (const [id, points] of this.#points) {
      if (points.at(-1).x < now - KEEP_MILLIS) {
        this.#points.delete(id);
      }
    }
  }

  #add(id, point) {
    const points = this.#points.get(id) ?? [];
    const last = points.at(-1);
    if (last && point.x - last.x < STEP_MILLIS && (last.y === null) === (point.y === null)) {
      last.y = point.y === null ? null : Math.max(last.y, point.y);
    } else {
      points.push(point);
    }
    while (points[0].x < point.x - KEEP_MILLIS) {
      points.shift();
    }
    this.#points.set(id, points);
  }

  /** The nodes that were furthest behind, at most so many, by name. */
  worst(count) {
    const peak = (points) => Math.max(...points.map((point) => point.y ?? 0));
    return [...this.#points]
      .sort(([a, p], [b, q]) => peak(q) - peak(p) || a.localeCompare(b))
      .slice(0, count)
      .sort(([a], [b]) => a.localeCompare(b));
  }

  /** Number of nodes. */
  get size() {
    return this.#points.size;
  }
}
