package io.lockstep.materialize.format.properties;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Files as {@link Properties} reads them: all separators, continuation lines, escapes and comments.
 * An address is a key as such, without escapes. Of a key that stands there twice the last one
 * counts and is edited; all of them are removed.
 *
 * <p>A file is UTF-8, or ISO-8859-1 where it is not UTF-8; what its encoding does not have, and all
 * beyond ASCII in a file that has nothing beyond ASCII, is written as an escape. New keys go to the
 * end of the file. Without state; any thread.
 */
public final class PropertiesFormat implements FileFormat {
  @Override
  public String name() {
    return "properties";
  }

  @Override
  public Optional<String> problem(String address) {
    return Optional.empty(); // every text is a key
  }

  @Override
  public Map<String, FileValue> read(byte[] file, Collection<String> addresses) {
    Map<String, String> values = values(TextFile.utf8OrLatin1(file).text());
    Map<String, FileValue> read = new LinkedHashMap<>();
    for (String address : addresses) {
      if (values.containsKey(address)) {
        read.put(address, new FileValue.Text(values.get(address)));
      }
    }
    return read;
  }

  @Override
  public Map<String, FileValue> readAll(byte[] file) {
    Map<String, FileValue> read = new LinkedHashMap<>();
    values(TextFile.utf8OrLatin1(file).text())
        .forEach((key, value) -> read.put(key, new FileValue.Text(value)));
    return read;
  }

  @Override
  public byte[] edit(byte[] file, List<Edit> edits) {
    TextFile before = TextFile.utf8OrLatin1(file);
    Map<String, String> wanted = values(before.text());
    Map<String, Optional<String>> last = new LinkedHashMap<>();
    for (Edit edit : edits) {
      last.put(edit.address(), value(edit));
    }
    last.forEach(
        (key, value) -> value.ifPresentOrElse(v -> wanted.put(key, v), () -> wanted.remove(key)));
    String after = new PropertiesEditing(before).apply(last);
    if (after.equals(before.text())) {
      return file;
    }
    byte[] bytes = before.bytes(after);
    if (!values(TextFile.utf8OrLatin1(bytes).text()).equals(wanted)
        || !judged(after).equals(wanted)) {
      throw new MalformedFileException(
          0,
          0,
          "the edit would change other keys too; nothing was changed, end the last line of"
              + " the file without a backslash");
    }
    return bytes;
  }

  private static Optional<String> value(Edit edit) {
    if (edit instanceof Edit.Put put) {
      return Optional.of(put.value().text());
    }
    if (edit instanceof Edit.Rows rows) {
      throw new IllegalArgumentException(
          "\"%s\": a properties file has no lists of tables; give a value for each key"
              .formatted(rows.address()));
    }
    return Optional.empty();
  }

  private static Map<String, String> values(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    PropertiesParser.parse(text).forEach(line -> values.put(line.key(), line.value()));
    return values;
  }

  /** What the JDK reads. */
  private static Properties judged(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory does not fail
    }
    return properties;
  }
}
