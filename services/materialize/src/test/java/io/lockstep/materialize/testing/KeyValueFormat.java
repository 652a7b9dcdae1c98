package io.lockstep.materialize.testing;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines {@code key=value}; those with {@code #} and empty ones are nobody's. */
public record KeyValueFormat() implements FileFormat {
  @Override
  public String name() {
    return "key-value";
  }

  @Override
  public Optional<String> problem(String address) {
    return address.contains("=") ? Optional.of("an address has no =") : Optional.empty();
  }

  @Override
  public Map<String, FileValue> read(byte[] file, Collection<String> addresses) {
    Map<String, FileValue> all = readAll(file);
    Map<String, FileValue> found = new LinkedHashMap<>();
    for (String address : addresses) {
      if (all.containsKey(address)) {
        found.put(address, all.get(address));
      }
    }
    return found;
  }

  @Override
  public Map<String, FileValue> readAll(byte[] file) {
    Map<String, FileValue> values = new LinkedHashMap<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int equals = line.indexOf('=');
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      if (equals < 1) {
        throw new MalformedFileException(i + 1, 1, "no key=value");
      }
      values.put(line.substring(0, equals), new FileValue.Text(line.substring(equals + 1).strip()));
    }
    return values;
  }

  private static List<String> lines(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
  }

  @Override
  public byte[] edit(byte[] file, List<Edit> edits) {
    List<String> lines = new ArrayList<>(lines(file));
    boolean changed = false;
    for (Edit edit : edits) {
      FileValue there = readAll(file).get(edit.address());
      String prefix = edit.address() + "=";
      if (edit instanceof Edit.Put put) {
        if (there != null && there.text().equals(put.value().text())) {
          continue;
        }
        String line = prefix + put.value().text() + "\n";
        if (there == null) {
          lines.add(line);
        } else {
          lines.replaceAll(old -> old.startsWith(prefix) ? line : old);
        }
        changed = true;
      } else if (there != null) {
        lines.removeIf(old -> old.startsWith(prefix));
        changed = true;
      }
    }
    readAll(file);
    return changed ? String.join("", lines).getBytes(StandardCharsets.UTF_8) : file;
  }
}
