package io.lockstep.materialize.formats;

import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.ini.IniFormat;
import io.lockstep.materialize.format.json.JsonFormat;
import io.lockstep.materialize.format.properties.PropertiesFormat;
import io.lockstep.materialize.format.toml.TomlFormat;
import io.lockstep.materialize.format.xml.XmlFormat;
import java.util.List;
import java.util.Optional;

/** The formats that there are. Any thread. */
public final class Formats {
  private static final List<FileFormat> ALL =
      List.of(
          new PropertiesFormat(),
          new IniFormat(),
          new TomlFormat(),
          new XmlFormat(),
          new JsonFormat());

  private Formats() {}

  /** The format of a name, such as {@code toml}; empty for none. */
  public static Optional<FileFormat> byName(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }

  /** The names of all formats. */
  public static List<String> names() {
    return ALL.stream().map(FileFormat::name).toList();
  }
}
