package io.lockstep.materialize.format.json;

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
 * JSON as RFC 8259 has it, in UTF-8 with or without a byte order mark. An address is a path of
 * keys, as {@link JsonAddress} says. Numbers are the same whatever their spelling, objects whatever
 * their order; null and numbers beyond all reckoning are {@link FileValue.Verbatim}.
 *
 * <p>Keys that an object has twice are refused, as are texts of more than 16 Mi characters and more
 * than 500 values within each other. Each edit that changes something reads the file again, so the
 * time is that of a file times its changes.
 */
public final class JsonFormat implements FileFormat {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public Optional<String> problem(String address) {
    try {
      JsonAddress.parse(address);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public Map<String, FileValue> read(byte[] file, Collection<String> addresses) {
    List<JsonAddress> wanted = addresses.stream().map(JsonAddress::parse).toList();
    JsonFile parsed = JsonFile.parse(file);
    Map<String, FileValue> values = new LinkedHashMap<>();
    for (JsonAddress address : wanted) {
      value(parsed, address).ifPresent(value -> values.put(address.text(), value));
    }
    return values;
  }

  private static Optional<FileValue> value(JsonFile file, JsonAddress address) {
    return Optional.ofNullable(JsonLookup.find(file, address)).map(found -> found.value().value());
  }

  @Override
  public Map<String, FileValue> readAll(byte[] file) {
    return new JsonContents(JsonFile.parse(file)).values();
  }

  @Override
  public byte[] edit(byte[] file, List<Edit> edits) {
    List<JsonAddress> addresses =
        edits.stream().map(edit -> JsonAddress.parse(edit.address())).toList();
    JsonFile before = JsonFile.parse(file);
    JsonFile now = before;
    for (int i = 0; i < edits.size(); i++) {
      now = step(now, edits.get(i), addresses.get(i));
    }
    if (now.text().equals(before.text())) {
      return file;
    }
    byte[] result = now.bytes();
    JsonFile written = JsonFile.parse(result);
    for (int i = 0; i < edits.size(); i++) {
      if (!holds(written, edits.get(i), addresses.get(i))) {
        throw unheld(addresses.get(i), "after all edits; another edit takes it back");
      }
    }
    return result;
  }

  private static JsonFile step(JsonFile before, Edit edit, JsonAddress address) {
    String text = new JsonEditor(before).apply(edit, address);
    if (text.equals(before.text())) {
      return before;
    }
    JsonFile after;
    try {
      after = JsonFile.parse(new SourceText(text), before.marked());
    } catch (MalformedFileException e) {
      throw new MalformedFileException(
          0, 0, "the edit of '" + address.text() + "' would not leave JSON: " + e.getMessage());
    }
    if (!holds(after, edit, address)) {
      throw unheld(address, "when it is read again");
    }
    if (!rest(before, before, address).equals(rest(after, before, address))) {
      throw new MalformedFileException(
          0, 0, "the edit of '" + address.text() + "' would change more than that");
    }
    return after;
  }

  private static boolean holds(JsonFile file, Edit edit, JsonAddress address) {
    Optional<FileValue> value = value(file, address);
    if (edit instanceof Edit.Put put) {
      return value.isPresent() && SameValue.test(value.get(), put.value());
    }
    if (edit instanceof Edit.Remove) {
      return value.isEmpty();
    }
    FileValue rows = new FileValue.Items(List.copyOf(((Edit.Rows) edit).rows()));
    return SameValue.test(value.orElse(new FileValue.Items(List.of())), rows);
  }

  /** What may not differ; before is the file that says how much of the address was there. */
  private static List<String> rest(JsonFile of, JsonFile before, JsonAddress address) {
    if (before.root() == null) {
      return List.of();
    }
    int steps = JsonLookup.follow(before, address, address.steps().size()).steps();
    int meant = Math.min(steps + 1, address.steps().size());
    JsonLookup.Found found = JsonLookup.follow(of, address, meant);
    return JsonOutline.without(of, found.steps() == meant ? found.value() : null);
  }

  private static MalformedFileException unheld(JsonAddress address, String when) {
    return new MalformedFileException(
        0, 0, "'" + address.text() + "' would not have what was asked for " + when);
  }
}
