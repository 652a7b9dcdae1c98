package io.lockstep.materialize.check;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** NAME=VALUE lines. */
final class LinesFormat implements FileFormat {
  @Override
  public String name() {
    return "lines";
  }

  @Override
  public Optional<String> problem(String address) {
    return Optional.empty();
  }

  @Override
  public Map<String, FileValue> read(byte[] file, Collection<String> addresses) {
    Map<String, FileValue> found = readAll(file);
    found.keySet().retainAll(addresses);
    return found;
  }

  @Override
  public Map<String, FileValue> readAll(byte[] file) {
    Map<String, FileValue> values = new LinkedHashMap<>();
    for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
      int at = line.indexOf('=');
      if (at < 0) {
        throw new MalformedFileException(values.size() + 1, 1, "no = in " + line);
      }
      values.put(line.substring(0, at), new FileValue.Text(line.substring(at + 1)));
    }
    return values;
  }

  @Override
  public byte[] edit(byte[] file, List<Edit> edits) {
    throw new UnsupportedOperationException();
  }
}
