package io.lockstep.materialize.format.ini;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.TextFile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * INI files: sections, {@code key = value} or {@code key: value}, comment lines with {@code ;} or
 * {@code #}, and comments behind a value with a blank and {@code ;}. Names keep their letter case;
 * of a key that stands there twice the last one counts and is edited, all of them are removed;
 * sections of one name are one. A value may stand in quotes, in which nothing is an escape. A line
 * without a separator is a key with an empty value; there are no continuation lines.
 *
 * <p>An address is {@code section/key}, and {@code key} or {@code /key} before all sections; names
 * with a slash go into double quotes, {@code "a/b"/key}. A file is UTF-8, or ISO-8859-1 where it is
 * not UTF-8. New keys go behind the last key of their section, new sections to the end of the file.
 * Without state; any thread.
 */
public final class IniFormat implements FileFormat {
  @Override
  public String name() {
    return "ini";
  }

  @Override
  public Optional<String> problem(String address) {
    try {
      IniAddress.parse(address);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public Map<String, FileValue> read(byte[] file, Collection<String> addresses) {
    Map<IniAddress, String> values = values(TextFile.utf8OrLatin1(file).text());
    Map<String, FileValue> read = new LinkedHashMap<>();
    for (String address : addresses) {
      String value = values.get(IniAddress.parse(address));
      if (value != null) {
        read.put(address, new FileValue.Text(value));
      }
    }
    return read;
  }

  @Override
  public Map<String, FileValue> readAll(byte[] file) {
    Map<String, FileValue> read = new LinkedHashMap<>();
    values(TextFile.utf8OrLatin1(file).text())
        .forEach((address, value) -> read.put(address.spell(), new FileValue.Text(value)));
    return read;
  }

  @Override
  public byte[] edit(byte[] file, List<Edit> edits) {
    TextFile before = TextFile.utf8OrLatin1(file);
    Map<IniAddress, String> wanted = values(before.text());
    Map<IniAddress, Optional<String>> last = new LinkedHashMap<>();
    for (Edit edit : edits) {
      last.put(IniAddress.parse(edit.address()), value(edit));
    }
    last.forEach(
        (address, value) ->
            value.ifPresentOrElse(v -> wanted.put(address, v), () -> wanted.remove(address)));
    String after = new IniEditing(before.text()).apply(last);
    if (after.equals(before.text())) {
      return file;
    }
    byte[] bytes = before.bytes(after);
    if (!values(TextFile.utf8OrLatin1(bytes).text()).equals(wanted)) {
      throw new MalformedFileException(
          0, 0, "the edit would not give what was asked for; nothing was changed, report it");
    }
    return bytes;
  }

  private static Optional<String> value(Edit edit) {
    if (edit instanceof Edit.Put put) {
      return Optional.of(put.value().text());
    }
    if (edit instanceof Edit.Rows rows) {
      throw new IllegalArgumentException(
          "\"%s\": an INI file has no lists of tables; give a value for each key"
              .formatted(rows.address()));
    }
    return Optional.empty();
  }

  private static Map<IniAddress, String> values(String text) {
    Map<IniAddress, String> values = new LinkedHashMap<>();
    for (IniParser.Section section : IniParser.parse(text)) {
      section.lines().forEach(line -> values.put(line.address(), line.value()));
    }
    return values;
  }
}
