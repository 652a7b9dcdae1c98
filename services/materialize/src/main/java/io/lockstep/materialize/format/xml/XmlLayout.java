package io.lockstep.materialize.format.xml;

import io.lockstep.materialize.format.text.SourceText;
import io.lockstep.materialize.format.text.Splices;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts elements in and takes them out as the rest of the file is laid out. For one thread. */
final class XmlLayout {
  private static final Pattern TAIL = Pattern.compile("[ \\t]*(?:<!--[^\\r\\n]*?-->[ \\t]*)?");

  private final XmlFile file;
  private final SourceText source;
  private final XmlEscapes escapes;
  private final String lineEnd;
  private final String unit;

  XmlLayout(XmlFile file) {
    this.file = file;
    this.source = file.source();
    this.escapes = new XmlEscapes(file);
    this.lineEnd = source.lineEnd();
    this.unit = unit();
  }

  private String unit() {
    if (file.root() != null) {
      for (XmlElement child : file.root().children) {
        String indent = source.indent(child.start).orElse("");
        String outer = source.indent(file.root().start).orElse("");
        if (indent.length() > outer.length() && indent.startsWith(outer)) {
          return indent.substring(outer.length());
        }
      }
    }
    return "  ";
  }

  /** A whole file with the element. */
  String document(NewElement root) {
    String charset = file.encoding().charset().name().startsWith("UTF-16") ? "UTF-16" : "UTF-8";
    return "<?xml version=\"1.0\" encoding=\"" + charset + "\"?>\n" + spell(root, "") + "\n";
  }

  /** Puts elements into a parent, behind those of their name. */
  void add(XmlElement parent, List<NewElement> added, Splices splices) {
    if (parent.children.isEmpty()) {
      addFirst(parent, added, splices);
      return;
    }
    List<XmlElement> like = parent.children(added.get(0).name);
    List<XmlElement> behind = like.isEmpty() ? parent.children : like;
    addBehind(behind.get(behind.size() - 1), added, splices);
  }

  /** Puts elements behind one that is there. */
  void addBehind(XmlElement sibling, List<NewElement> added, Splices splices) {
    Matcher tail = TAIL.matcher(source.text()).region(sibling.end, source.text().length());
    int at = tail.lookingAt() ? tail.end() : sibling.end;
    boolean lastInLine =
        at < source.text().length() && SourceText.isBreak(source.text().charAt(at));
    String indent = source.indent(sibling.start).orElse(null);
    if (indent == null || !lastInLine || isMixed(sibling.parent)) {
      splices.insert(sibling.end, inline(added));
    } else {
      splices.insert(at, lines(added, indent));
    }
  }

  /** Puts elements before one that is there. */
  void addBefore(XmlElement sibling, List<NewElement> added, Splices splices) {
    String indent = source.indent(sibling.start).orElse(null);
    if (indent == null || isMixed(sibling.parent)) {
      splices.insert(sibling.start, inline(added));
    } else {
      String lines = lines(added, indent).substring(lineEnd.length() + indent.length());
      splices.insert(sibling.start, lines + lineEnd + indent);
    }
  }

  private void addFirst(XmlElement parent, List<NewElement> added, Splices splices) {
    if (!parent.text().isBlank()) {
      throw source.malformed(
          parent.start, "'" + parent.name + "' holds text, so no element can be put into it");
    }
    boolean isRoot = parent.parent == null;
    String outer = source.indent(parent.start).orElse(isRoot ? "" : null);
    String inner = outer == null ? inline(added) : lines(added, outer + unit);
    String close = outer == null ? "" : lineEnd + outer;
    if (parent.selfClosing) {
      open(parent, inner + close, splices);
      return;
    }
    String content = source.text().substring(parent.startTagEnd, parent.endTagStart);
    int at = parent.startTagEnd + content.stripTrailing().length();
    String rest = source.text().substring(at, parent.endTagStart);
    splices.insert(at, rest.contains("\n") || rest.contains("\r") ? inner : inner + close);
  }

  /** Gives a self-closing element an end tag, and what stands before it. */
  void open(XmlElement element, String content, Splices splices) {
    int slash = element.end - 2;
    int from = slash;
    while (" \t\r\n".indexOf(source.text().charAt(from - 1)) >= 0) {
      from--;
    }
    splices.replace(from, element.end, ">" + content + "</" + element.name + ">");
  }

  /** Takes an element out, with its lines if nothing else stands in them. */
  void remove(XmlElement element, Splices splices) {
    int next = source.nextLineIfBlank(element.end);
    if (next >= 0 && source.indent(element.start).isPresent()) {
      splices.replace(source.lineStart(element.start), next, "");
    } else {
      splices.replace(element.start, element.end, "");
    }
  }

  /** Puts an element where another stands. */
  void replace(XmlElement element, NewElement by, Splices splices) {
    String indent = source.indent(element.start).orElse(null);
    String spelled = spell(by, isMixed(element.parent) ? null : indent);
    splices.replace(element.start, element.end, spelled);
  }

  private static boolean isMixed(XmlElement parent) {
    return parent != null && !parent.text().isBlank();
  }

  private String lines(List<NewElement> added, String indent) {
    StringBuilder out = new StringBuilder();
    added.forEach(element -> out.append(lineEnd).append(indent).append(spell(element, indent)));
    return out.toString();
  }

  private String inline(List<NewElement> added) {
    StringBuilder out = new StringBuilder();
    added.forEach(element -> out.append(spell(element, null)));
    return out.toString();
  }

  /** An element's spelling; its children in lines of their own if it has an indent. */
  private String spell(NewElement element, String indent) {
    StringBuilder out = new StringBuilder("<").append(element.name);
    element.attributes.forEach(
        (name, value) ->
            out.append(' ')
                .append(name)
                .append("=\"")
                .append(escapes.attribute(value, '"'))
                .append('"'));
    if (element.children.isEmpty() && element.text.isEmpty()) {
      return out.append("/>").toString();
    }
    out.append('>');
    if (element.children.isEmpty()) {
      out.append(escapes.text(element.text));
    } else if (indent == null) {
      out.append(inline(element.children));
    } else {
      out.append(lines(element.children, indent + unit)).append(lineEnd).append(indent);
    }
    return out.append("</").append(element.name).append('>').toString();
  }
}
