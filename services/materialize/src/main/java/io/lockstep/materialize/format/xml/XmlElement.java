package io.lockstep.materialize.format.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element in a file, and where it stands. Filled by the parser, then only read. */
final class XmlElement {
  final String name;
  final XmlElement parent;
  final int start;
  final int startTagEnd;
  final boolean selfClosing;
  final List<XmlAttribute> attributes;
  final List<XmlElement> children = new ArrayList<>();

  /** Comments and processing instructions in it, as spelled. */
  final List<String> others = new ArrayList<>();

  private final StringBuilder text = new StringBuilder();
  private int texts;
  private int cdatas;
  int endTagStart;
  int end;

  XmlElement(
      String name,
      XmlElement parent,
      int start,
      int startTagEnd,
      boolean selfClosing,
      List<XmlAttribute> attributes) {
    this.name = name;
    this.parent = parent;
    this.start = start;
    this.startTagEnd = startTagEnd;
    this.selfClosing = selfClosing;
    this.attributes = attributes;
  }

  void addText(String more, boolean cdata) {
    text.append(more);
    if (cdata) {
      cdatas++;
    } else {
      texts++;
    }
  }

  /** All text right below it. */
  String text() {
    return text.toString();
  }

  /** Whether it has neither elements nor comments. */
  boolean holdsTextAlone() {
    return children.isEmpty() && others.isEmpty();
  }

  /** Whether its text is one CDATA section and nothing beside. */
  boolean isCdata() {
    return cdatas == 1 && texts == 0 && holdsTextAlone();
  }

  XmlAttribute attribute(String wanted) {
    for (XmlAttribute attribute : attributes) {
      if (attribute.name().equals(wanted)) {
        return attribute;
      }
    }
    return null;
  }

  List<XmlElement> children(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  /** Its attributes and children as a row has them; null if it holds what no row can. */
  Map<String, String> fields() {
    if (!text().isBlank()) {
      return null;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    attributes.forEach(attribute -> fields.put("@" + attribute.name(), attribute.value()));
    for (XmlElement child : children) {
      boolean plain = child.holdsTextAlone() && child.attributes.isEmpty();
      if (!plain || fields.put(child.name, child.text()) != null) {
        return null;
      }
    }
    return fields;
  }
}
