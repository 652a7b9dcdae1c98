package io.lockstep.materialize.format.xml;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.SourceText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * XML. An address is a path of elements, as {@link XmlAddress} says, to an attribute or to the text
 * of an element that holds nothing else; the text is as it stands, with its blanks. A row's fields
 * are children, and attributes where their names start with '@'. All values are text.
 *
 * <p>Declaration, DOCTYPE, comments, CDATA, quotes, prefixes and the encoding stay. Entities beside
 * the five of XML are refused, as are more than 1,000 elements within each other. Each edit that
 * changes something reads the file again, so the time is that of a file times its changes.
 */
public final class XmlFormat implements FileFormat {
  @Override
  public String name() {
    return "xml";
  }

  @Override
  public Optional<String> problem(String address) {
    try {
      XmlAddress.parse(address);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public Map<String, FileValue> read(byte[] file, Collection<String> addresses) {
    List<XmlAddress> wanted = addresses.stream().map(XmlAddress::parse).toList();
    XmlFile parsed = XmlParser.parse(file);
    Map<String, FileValue> values = new LinkedHashMap<>();
    for (XmlAddress address : wanted) {
      value(parsed, address).ifPresent(value -> values.put(address.text(), value));
    }
    return values;
  }

  private static Optional<FileValue> value(XmlFile file, XmlAddress address) {
    XmlElement element = XmlLookup.find(file, address);
    if (element == null) {
      return Optional.empty();
    }
    if (address.attribute().isPresent()) {
      return Optional.ofNullable(element.attribute(address.attribute().get()))
          .map(attribute -> new FileValue.Text(attribute.value()));
    }
    return element.holdsTextAlone()
        ? Optional.of(new FileValue.Text(element.text()))
        : Optional.empty();
  }

  @Override
  public Map<String, FileValue> readAll(byte[] file) {
    return new XmlContents(XmlParser.parse(file)).values();
  }

  @Override
  public byte[] edit(byte[] file, List<Edit> edits) {
    List<XmlAddress> addresses = edits.stream().map(XmlFormat::address).toList();
    XmlFile before = XmlParser.parse(file);
    XmlFile now = before;
    for (int i = 0; i < edits.size(); i++) {
      now = step(now, edits.get(i), addresses.get(i));
    }
    if (now.text().equals(before.text())) {
      return file;
    }
    byte[] result = now.encoding().encode(file, now.text());
    XmlFile written = XmlParser.parse(result);
    for (int i = 0; i < edits.size(); i++) {
      if (!holds(written, edits.get(i), addresses.get(i))) {
        throw unheld(addresses.get(i), "after all edits; another edit takes it back");
      }
    }
    return result;
  }

  private static XmlAddress address(Edit edit) {
    XmlAddress address = XmlAddress.parse(edit.address());
    int last = address.steps().size() - 1;
    if (edit instanceof Edit.Rows
        && (last < 1
            || address.attribute().isPresent()
            || !address.steps().get(last).selectors().isEmpty())) {
      throw new IllegalArgumentException(
          "Address '"
              + address.text()
              + "' cannot be rows: name their parent, '/' and the name of the elements alone.");
    }
    return address;
  }

  private static XmlFile step(XmlFile before, Edit edit, XmlAddress address) {
    String text = new XmlEditor(before).apply(edit, address);
    if (text.equals(before.text())) {
      return before;
    }
    XmlFile after;
    try {
      after = XmlParser.parse(new SourceText(text), before.encoding());
    } catch (MalformedFileException e) {
      throw new MalformedFileException(
          0, 0, "the edit of '" + address.text() + "' would not leave XML: " + e.getMessage());
    }
    if (!holds(after, edit, address)) {
      throw unheld(address, "when it is read again");
    }
    if (!outline(before, before, edit, address).equals(outline(after, before, edit, address))) {
      throw new MalformedFileException(
          0, 0, "the edit of '" + address.text() + "' would change more than that");
    }
    return after;
  }

  private static boolean holds(XmlFile file, Edit edit, XmlAddress address) {
    if (edit instanceof Edit.Put put) {
      return value(file, address).map(FileValue::text).equals(Optional.of(put.value().text()));
    }
    if (edit instanceof Edit.Remove) {
      XmlElement element = XmlLookup.find(file, address);
      return element == null
          || (address.attribute().isPresent()
              && element.attribute(address.attribute().get()) == null);
    }
    List<FileValue.Table> rows = ((Edit.Rows) edit).rows();
    int above = address.steps().size() - 1;
    XmlLookup.Found found = XmlLookup.follow(file, address, above);
    List<XmlElement> present =
        found.steps() < above
            ? List.of()
            : found.element().children(address.steps().get(above).name());
    for (int i = 0; i < rows.size() && i < present.size(); i++) {
      if (!XmlEditor.same(present.get(i), rows.get(i))) {
        return false;
      }
    }
    return rows.size() == present.size();
  }

  /** What may not differ; before is the file that says how much of the address was there. */
  private static List<String> outline(XmlFile of, XmlFile before, Edit edit, XmlAddress address) {
    boolean rows = edit instanceof Edit.Rows;
    if (edit instanceof Edit.Remove && address.attribute().isEmpty()) {
      XmlElement there = XmlLookup.find(of, address);
      return there == null ? XmlOutline.of(of) : XmlOutline.without(of, there);
    }
    int most = address.steps().size() - (rows ? 1 : 0);
    int steps = XmlLookup.follow(before, address, most).steps();
    return XmlOutline.without(of, address, steps, rows);
  }

  private static MalformedFileException unheld(XmlAddress address, String when) {
    return new MalformedFileException(
        0, 0, "'" + address.text() + "' would not have what was asked for " + when);
  }
}
