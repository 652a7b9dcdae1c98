package io.lockstep.status;

/** Measures in the browser what a reader sees. */
final class Contrasts {
  /** Returns each text whose contrast with what is behind it is below 4.5, as JSON. */
  static final String SCRIPT =
      """
      const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
      const linear = (c) => c / 255 <= 0.04045
          ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
      const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
      const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const colour = parts(getComputedStyle(at).backgroundColor);
          if (colour.length === 3 || colour[3] === 1) return colour;
        }
        return [255, 255, 255];
      };
      const weak = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let seen = 0;
      while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim();
        const element = walker.currentNode.parentElement;
        if (!text || !element.checkVisibility() || element.closest("noscript")) continue;
        seen++;
        const [a, b] = [light(parts(getComputedStyle(element).color)), light(behind(element))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) weak.push(text + ": " + ratio.toFixed(2));
      }
      return seen < 20 ? "only " + seen + " texts" : JSON.stringify(weak);
      """;

  private Contrasts() {}
}
