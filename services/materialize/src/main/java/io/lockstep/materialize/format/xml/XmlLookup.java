package io.lockstep.materialize.format.xml;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.xml.XmlAddress.Selector;
import io.lockstep.materialize.format.xml.XmlAddress.Step;
import java.util.List;
import java.util.stream.Collectors;

/** Finds elements by address. */
final class XmlLookup {
  /**
   * How far an address leads.
   *
   * @param element the last that is there; null if not even the root is
   * @param steps how many of the address' steps it is
   */
  record Found(XmlElement element, int steps) {}

  private XmlLookup() {}

  /**
   * Follows as many steps as there are.
   *
   * @throws MalformedFileException if a step leads to more than one element
   */
  static Found follow(XmlFile file, XmlAddress address, int steps) {
    XmlElement element = null;
    for (int i = 0; i < steps; i++) {
      List<XmlElement> below =
          element == null ? roots(file) : element.children(address.steps().get(i).name());
      List<XmlElement> matching = matching(below, address.steps().get(i));
      if (matching.isEmpty()) {
        return new Found(element, i);
      }
      if (matching.size() > 1) {
        throw ambiguous(file, address, i, matching);
      }
      element = matching.get(0);
    }
    return new Found(element, steps);
  }

  /** The element of an address; null if it is not there. */
  static XmlElement find(XmlFile file, XmlAddress address) {
    Found found = follow(file, address, address.steps().size());
    return found.steps == address.steps().size() ? found.element : null;
  }

  private static List<XmlElement> roots(XmlFile file) {
    return file.root() == null ? List.of() : List.of(file.root());
  }

  /** Those of the elements that a step means. */
  static List<XmlElement> matching(List<XmlElement> elements, Step step) {
    List<XmlElement> left =
        elements.stream().filter(element -> element.name.equals(step.name())).toList();
    for (Selector selector : step.selectors()) {
      if (selector instanceof Selector.Index index) {
        left = left.size() < index.number() ? List.of() : List.of(left.get(index.number() - 1));
      } else {
        left = left.stream().filter(element -> has(element, selector)).toList();
      }
    }
    return left;
  }

  private static boolean has(XmlElement element, Selector selector) {
    if (selector instanceof Selector.Attribute wanted) {
      XmlAttribute attribute = element.attribute(wanted.name());
      return attribute != null && attribute.value().equals(wanted.value());
    }
    Selector.Child wanted = (Selector.Child) selector;
    return element.children(wanted.name()).stream()
        .anyMatch(child -> child.holdsTextAlone() && child.text().equals(wanted.value()));
  }

  private static MalformedFileException ambiguous(
      XmlFile file, XmlAddress address, int step, List<XmlElement> matching) {
    String lines =
        matching.stream()
            .limit(10)
            .map(element -> Integer.toString(file.source().line(element.start)))
            .collect(Collectors.joining(", "));
    return file.source()
        .malformed(
            matching.get(0).start,
            "'%s' may be any of %d elements '%s', in lines %s%s: say which, by [@attribute=\"value\"], [child=\"text\"] or [number]"
                .formatted(
                    address.text(),
                    matching.size(),
                    address.steps().get(step).name(),
                    lines,
                    matching.size() > 10 ? ", …" : ""));
  }
}
