package io.lockstep.materialize.format.xml;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.Alignment;
import io.lockstep.materialize.format.text.Splices;
import io.lockstep.materialize.format.xml.XmlAddress.Selector;
import io.lockstep.materialize.format.xml.XmlAddress.Step;
import java.util.ArrayList;
import java.util.List;

/** Makes one edit in the text of one file. For one thread. */
final class XmlEditor {
  private final XmlFile file;
  private final XmlLayout layout;
  private final XmlEscapes escapes;
  private final Splices splices = new Splices();

  XmlEditor(XmlFile file) {
    this.file = file;
    this.layout = new XmlLayout(file);
    this.escapes = new XmlEscapes(file);
  }

  /** The text with the edit; an equal one if it holds already. */
  String apply(Edit edit, XmlAddress address) {
    if (edit instanceof Edit.Put put) {
      return put(address, put.value().text());
    }
    if (edit instanceof Edit.Rows rows) {
      return rows(address, rows.rows());
    }
    return remove(address);
  }

  private String put(XmlAddress address, String value) {
    XmlLookup.Found found = XmlLookup.follow(file, address, address.steps().size());
    if (found.steps() < address.steps().size()) {
      return create(address, found, List.of(last(address, found, value)));
    }
    if (address.attribute().isPresent()) {
      putAttribute(found.element(), address.attribute().get(), value);
    } else {
      putText(found.element(), value);
    }
    return done();
  }

  private void putAttribute(XmlElement element, String name, String value) {
    XmlAttribute present = element.attribute(name);
    if (present == null) {
      addAttribute(element, name, value);
    } else if (!present.value().equals(value)) {
      char quote = file.text().charAt(present.valueEnd());
      splices.replace(present.valueStart(), present.valueEnd(), escapes.attribute(value, quote));
    }
  }

  private void addAttribute(XmlElement element, String name, String value) {
    if (element.attributes.isEmpty()) {
      int at = element.start + 1 + element.name.length();
      splices.insert(at, " " + name + "=\"" + escapes.attribute(value, '"') + "\"");
      return;
    }
    XmlAttribute last = element.attributes.get(element.attributes.size() - 1);
    String blanks = file.text().substring(last.start(), last.nameStart());
    char quote = file.text().charAt(last.valueEnd());
    splices.insert(
        last.end(), blanks + name + "=" + quote + escapes.attribute(value, quote) + quote);
  }

  private void putText(XmlElement element, String value) {
    if (!element.holdsTextAlone()) {
      throw file.source()
          .malformed(
              element.start,
              "'"
                  + element.name
                  + "' holds elements or comments, so its text is not changed: name one of its"
                  + " elements, or an @attribute");
    }
    if (element.text().equals(value)) {
      return;
    }
    if (element.selfClosing) {
      layout.open(element, escapes.text(value), splices);
      return;
    }
    String spelled = element.isCdata() ? escapes.cdata(value) : escapes.text(value);
    splices.replace(element.startTagEnd, element.endTagStart, spelled);
  }

  private NewElement last(XmlAddress address, XmlLookup.Found found, String value) {
    NewElement last = chain(address, found, address.steps().size() - 1);
    if (address.attribute().isPresent()) {
      last.attributes.put(address.attribute().get(), value);
    } else if (last.children.isEmpty()) {
      last.text = value;
    } else {
      throw new MalformedFileException(
          0,
          0,
          "'" + address.text() + "' asks for an element with a child and a text: name either");
    }
    return last;
  }

  private NewElement chain(XmlAddress address, XmlLookup.Found found, int step) {
    Step wanted = address.steps().get(step);
    List<XmlElement> below = List.of();
    if (step == found.steps() && found.element() != null) {
      below = found.element().children(wanted.name());
    }
    for (int i = 0; i < wanted.selectors().size(); i++) {
      if (wanted.selectors().get(i) instanceof Selector.Index index) {
        Step before = new Step(wanted.name(), wanted.selectors().subList(0, i));
        int there = XmlLookup.matching(below, before).size();
        if (index.number() != there + 1) {
          throw new MalformedFileException(
              0,
              0,
              "'%s' asks for number %d of '%s', of which there are %d: the next is %d"
                  .formatted(address.text(), index.number(), wanted.name(), there, there + 1));
        }
      }
    }
    return NewElement.of(wanted);
  }

  /** Puts elements in below the last that is there, with those that are missing between. */
  private String create(XmlAddress address, XmlLookup.Found found, List<NewElement> last) {
    List<NewElement> added = last;
    for (int step = address.steps().size() - 2; step >= found.steps(); step--) {
      NewElement outer = chain(address, found, step);
      outer.children.addAll(added);
      added = List.of(outer);
    }
    if (found.element() != null) {
      layout.add(found.element(), added, splices);
      return done();
    }
    if (file.root() != null) {
      throw file.source()
          .malformed(
              file.root().start,
              "the root is '%s', which '%s' does not lead to"
                  .formatted(file.root().name, address.text()));
    }
    return layout.document(added.get(0));
  }

  private String remove(XmlAddress address) {
    XmlElement element = XmlLookup.find(file, address);
    if (element == null) {
      return file.text();
    }
    if (address.attribute().isPresent()) {
      XmlAttribute attribute = element.attribute(address.attribute().get());
      if (attribute != null) {
        splices.replace(attribute.start(), attribute.end(), "");
      }
    } else if (element.parent == null) {
      throw file.source().malformed(element.start, "the root of a file cannot be taken out");
    } else {
      layout.remove(element, splices);
    }
    return done();
  }

  private String rows(XmlAddress address, List<FileValue.Table> rows) {
    int above = address.steps().size() - 1;
    String name = address.steps().get(above).name();
    XmlLookup.Found found = XmlLookup.follow(file, address, above);
    if (found.steps() < above) {
      List<NewElement> added = added(name, rows);
      return rows.isEmpty() ? file.text() : create(address, found, added);
    }
    List<XmlElement> present = found.element().children(name);
    if (present.isEmpty() && !rows.isEmpty()) {
      layout.add(found.element(), added(name, rows), splices);
      return done();
    }
    for (Alignment.Gap gap : Alignment.gaps(present, rows, XmlEditor::same)) {
      change(present, added(name, rows.subList(gap.newFrom(), gap.newTo())), gap);
    }
    return done();
  }

  private void change(List<XmlElement> present, List<NewElement> added, Alignment.Gap gap) {
    int both = Math.min(gap.oldTo() - gap.oldFrom(), added.size());
    for (int i = 0; i < both; i++) {
      layout.replace(present.get(gap.oldFrom() + i), added.get(i), splices);
    }
    for (int i = gap.oldFrom() + both; i < gap.oldTo(); i++) {
      layout.remove(present.get(i), splices);
    }
    List<NewElement> more = added.subList(both, added.size());
    if (!more.isEmpty() && gap.oldFrom() + both > 0) {
      layout.addBehind(present.get(gap.oldFrom() + both - 1), more, splices);
    } else if (!more.isEmpty()) {
      layout.addBefore(present.get(0), more, splices);
    }
  }

  private static List<NewElement> added(String name, List<FileValue.Table> rows) {
    List<NewElement> added = new ArrayList<>();
    rows.forEach(row -> added.add(NewElement.of(name, row)));
    return added;
  }

  /** Whether an element is a row already. */
  static boolean same(XmlElement element, FileValue.Table row) {
    return NewElement.fields(row).equals(element.fields());
  }

  private String done() {
    return splices.apply(file.text());
  }
}
