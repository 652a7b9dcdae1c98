package io.lockstep.materialize.format.json;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.json.JsonAddress.Step;
import io.lockstep.materialize.format.text.SourceText;
import io.lockstep.materialize.format.text.Splices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one edit in the text of one file. For one thread. */
final class JsonEditor {
  private final JsonFile file;
  private final SourceText source;
  private final JsonWriter writer;
  private final Splices splices = new Splices();

  JsonEditor(JsonFile file) {
    this.file = file;
    this.source = file.source();
    this.writer = new JsonWriter(file);
  }

  /** The text with the edit; an equal one if it holds already. */
  String apply(Edit edit, JsonAddress address) {
    JsonLookup.Found found = JsonLookup.follow(file, address, address.steps().size());
    boolean there = file.root() != null && found.steps() == address.steps().size();
    if (edit instanceof Edit.Remove) {
      if (there) {
        remove(found.within(), found.index());
      }
    } else if (edit instanceof Edit.Put put) {
      if (!there) {
        return create(address, found, put.value());
      }
      replace(found.value(), put.value());
    } else {
      List<FileValue.Table> rows = ((Edit.Rows) edit).rows();
      if (there) {
        rows(address, found.value(), rows);
      } else if (!rows.isEmpty()) {
        return create(address, found, new FileValue.Items(List.copyOf(rows)));
      }
    }
    return splices.apply(file.text());
  }

  private void replace(JsonValue present, FileValue value) {
    if (SameValue.test(present.value(), value)) {
      return;
    }
    String old = file.text().substring(present.start, present.end);
    boolean inLine = present.kind != JsonValue.Kind.SCALAR && !present.entries.isEmpty();
    boolean one = !writer.hasLines() || (inLine && old.lines().count() == 1);
    String indent = one ? null : writer.indentOfLine(present.start);
    splices.replace(present.start, present.end, writer.spell(value, indent));
  }

  private String create(JsonAddress address, JsonLookup.Found found, FileValue value) {
    FileValue made = value;
    for (int step = address.steps().size() - 1; step > found.steps(); step--) {
      made = wrapped(address, address.steps().get(step), made);
    }
    Step first = address.steps().get(found.steps());
    if (file.root() == null) {
      return writer.spell(wrapped(address, first, made), "") + "\n";
    }
    JsonValue in = found.value();
    boolean key = first instanceof Step.Key;
    if (in.kind != (key ? JsonValue.Kind.OBJECT : JsonValue.Kind.ARRAY)) {
      throw source.malformed(
          in.start,
          "'%s' leads through %s here, where it needs %s"
              .formatted(address.text(), in.what(), key ? "an object" : "an array"));
    }
    if (first instanceof Step.Key name) {
      add(in, name.name(), made);
    } else {
      checkNext(address, first, in.entries.size());
      add(in, null, item(address, first, made));
    }
    return splices.apply(file.text());
  }

  private static FileValue wrapped(JsonAddress address, Step step, FileValue value) {
    if (step instanceof Step.Key key) {
      return new FileValue.Table(Map.of(key.name(), value));
    }
    checkNext(address, step, 0);
    return new FileValue.Items(List.of(item(address, step, value)));
  }

  private static FileValue item(JsonAddress address, Step step, FileValue value) {
    if (!(step instanceof Step.Having having)) {
      return value;
    }
    if (!(value instanceof FileValue.Table table)) {
      throw new MalformedFileException(
          0, 0, "'" + address.text() + "' asks for an object, which the value is not");
    }
    Map<String, FileValue> fields = new LinkedHashMap<>();
    fields.put(having.key(), having.value());
    fields.putAll(table.fields());
    return new FileValue.Table(fields);
  }

  private static void checkNext(JsonAddress address, Step step, int size) {
    if (step instanceof Step.Index index && index.number() != size) {
      throw new MalformedFileException(
          0,
          0,
          "'%s' asks for item [%d] of an array with %d: the next is [%d]"
              .formatted(address.text(), index.number(), size, size));
    }
  }

  private void add(JsonValue in, String name, FileValue value) {
    if (!in.entries.isEmpty()) {
      JsonValue.Entry last = in.entries.get(in.entries.size() - 1);
      String indent = ownLine(in, last);
      String entry = writer.entry(name, value, indent);
      splices.insert(last.value().end, writer.separator(in) + entry);
    } else if (!writer.hasLines()) {
      splices.insert(in.start + 1, writer.entry(name, value, null));
    } else {
      String outer = writer.indentOfLine(in.start);
      String inner = outer + writer.unit();
      String entry = writer.lineEnd() + inner + writer.entry(name, value, inner);
      boolean closed = file.text().substring(in.start, in.end).lines().count() > 1;
      splices.insert(in.start + 1, closed ? entry : entry + writer.lineEnd() + outer);
    }
  }

  /** The indent of an entry that starts a line; else null. */
  private String ownLine(JsonValue in, JsonValue.Entry entry) {
    boolean other = source.line(entry.start()) > source.line(in.start);
    return other ? source.indent(entry.start()).orElse(null) : null;
  }

  private void remove(JsonValue from, int index) {
    JsonValue.Entry entry = from.entries.get(index);
    if (from.entries.size() == 1) {
      splices.replace(from.start + 1, from.end - 1, "");
    } else if (index + 1 < from.entries.size()) {
      splices.replace(entry.start(), from.entries.get(index + 1).start(), "");
    } else {
      splices.replace(from.entries.get(index - 1).value().end, entry.value().end, "");
    }
  }

  private void rows(JsonAddress address, JsonValue present, List<FileValue.Table> rows) {
    if (present.kind != JsonValue.Kind.ARRAY) {
      throw source.malformed(
          present.start, "'%s' is %s, not an array".formatted(address.text(), present.what()));
    }
    FileValue wanted = new FileValue.Items(List.copyOf(rows));
    if (SameValue.test(present.value(), wanted)) {
      return;
    }
    if (present.entries.isEmpty() || rows.isEmpty()) {
      replace(present, wanted);
      return;
    }
    JsonValue.Entry first = present.entries.get(0);
    JsonValue.Entry last = present.entries.get(present.entries.size() - 1);
    String old = file.text().substring(first.start(), first.value().end);
    String indent = old.lines().count() > 1 || old.equals("{}") ? ownLine(present, first) : null;
    List<JsonValue.Entry> left = new ArrayList<>(present.entries);
    List<String> items = new ArrayList<>();
    for (FileValue.Table row : rows) {
      items.add(kept(left, row).orElseGet(() -> writer.spell(row, indent)));
    }
    splices.replace(first.start(), last.value().end, String.join(writer.separator(present), items));
  }

  /** The spelling of an item that is the row already; it serves one row. */
  private Optional<String> kept(List<JsonValue.Entry> left, FileValue.Table row) {
    for (int i = 0; i < left.size(); i++) {
      JsonValue value = left.get(i).value();
      if (value.kind == JsonValue.Kind.OBJECT && SameValue.test(value.value(), row)) {
        left.remove(i);
        return Optional.of(file.text().substring(value.start, value.end));
      }
    }
    return Optional.empty();
  }
}
