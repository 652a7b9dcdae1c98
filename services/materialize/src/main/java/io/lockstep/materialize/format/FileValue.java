package io.lockstep.materialize.format;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A value in a file, with its type where the format has types. Formats that have none write {@link
 * #text()}. Immutable.
 */
public sealed interface FileValue {
  /** The value as a parameter of the cluster has it. */
  String text();

  /** A text. */
  record Text(String text) implements FileValue {
    /** Refuses null. */
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /** A whole number. */
  record Whole(long number) implements FileValue {
    @Override
    public String text() {
      return Long.toString(number);
    }
  }

  /** A number with a fraction. */
  record Real(BigDecimal number) implements FileValue {
    /** Refuses null. */
    public Real {
      Objects.requireNonNull(number, "number");
    }

    @Override
    public String text() {
      return number.toPlainString();
    }
  }

  /** Yes or no. */
  record Flag(boolean on) implements FileValue {
    @Override
    public String text() {
      return Boolean.toString(on);
    }
  }

  /** A list, in order. */
  record Items(List<FileValue> items) implements FileValue {
    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }

    /** The items, separated by commas. */
    @Override
    public String text() {
      return items.stream().map(FileValue::text).collect(Collectors.joining(","));
    }
  }

  /** Named values, in the order in which they are written. */
  record Table(Map<String, FileValue> fields) implements FileValue {
    /** Copies the map, in its order. */
    public Table {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The fields, each NAME=VALUE, separated by commas. */
    @Override
    public String text() {
      return fields.entrySet().stream()
          .map(field -> field.getKey() + "=" + field.getValue().text())
          .collect(Collectors.joining(","));
    }
  }

  /** What stands there and is no value that Lockstep writes, such as a date; as it is spelled. */
  record Verbatim(String text) implements FileValue {
    /** Refuses null. */
    public Verbatim {
      Objects.requireNonNull(text, "text");
    }
  }
}
