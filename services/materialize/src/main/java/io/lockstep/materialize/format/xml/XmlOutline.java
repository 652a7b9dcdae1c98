package io.lockstep.materialize.format.xml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that a file says, without what an edit may change: to compare before and after. */
final class XmlOutline {
  private final List<String> said = new ArrayList<>();
  private final Set<XmlElement> elements;
  private final XmlElement partly;
  private final String attribute;

  private XmlOutline(Set<XmlElement> elements, XmlElement partly, String attribute) {
    this.elements = elements;
    this.partly = partly;
    this.attribute = attribute;
  }

  /**
   * Leaves out what an address names.
   *
   * @param steps of the address that were there before the edit
   * @param rows whether all elements of the last name are meant
   */
  static List<String> without(XmlFile file, XmlAddress address, int steps, boolean rows) {
    int all = address.steps().size();
    int above = rows ? all - 1 : all;
    Set<XmlElement> left = new HashSet<>();
    XmlElement partly = null;
    if (steps < above) {
      XmlLookup.Found created = XmlLookup.follow(file, address, steps + 1);
      if (created.steps() == steps + 1) {
        left.add(created.element());
      }
    } else if (rows) {
      XmlElement parent = XmlLookup.follow(file, address, above).element();
      left.addAll(parent.children(address.steps().get(above).name()));
    } else {
      XmlLookup.Found found = XmlLookup.follow(file, address, all);
      partly = found.steps() == all ? found.element() : null;
    }
    XmlOutline outline = new XmlOutline(left, partly, address.attribute().orElse(null));
    outline.said.addAll(file.around());
    outline.add(file.root());
    return outline.said;
  }

  /** Leaves an element out. */
  static List<String> without(XmlFile file, XmlElement element) {
    XmlOutline outline = new XmlOutline(Set.of(element), null, null);
    outline.said.addAll(file.around());
    outline.add(file.root());
    return outline.said;
  }

  /** All of it. */
  static List<String> of(XmlFile file) {
    XmlOutline outline = new XmlOutline(Set.of(), null, null);
    outline.said.addAll(file.around());
    outline.add(file.root());
    return outline.said;
  }

  private void add(XmlElement element) {
    if (element == null || elements.contains(element)) {
      return;
    }
    said.add("<" + element.name);
    for (XmlAttribute each : element.attributes) {
      if (element != partly || !each.name().equals(attribute)) {
        said.add("@" + each.name() + "=" + each.value());
      }
    }
    if (element != partly || attribute != null) {
      said.add("=" + (element.holdsTextAlone() ? plain(element) : bare(element)));
    }
    said.addAll(element.others);
    element.children.forEach(this::add);
    said.add(">");
  }

  /** Blanks may be the layout of children that come or go. */
  private static String plain(XmlElement element) {
    return element.text().isBlank() ? "" : element.text();
  }

  private static String bare(XmlElement element) {
    return element.text().replaceAll("\\s+", "");
  }
}
