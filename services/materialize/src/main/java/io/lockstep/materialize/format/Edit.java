package io.lockstep.materialize.format;

import java.util.List;
import java.util.Objects;

/** One thing that shall hold in a file. */
public sealed interface Edit {
  /** Where, in the format's own spelling. */
  String address();

  /**
   * The address has the value. What is there already in another spelling of the same value stays.
   *
   * @param address where; tables above it are made if they are missing
   * @param value what
   */
  record Put(String address, FileValue value) implements Edit {
    /** Refuses null. */
    public Put {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(value, "value");
    }
  }

  /** The address has no value: what stands there is taken out. */
  record Remove(String address) implements Edit {
    /** Refuses null. */
    public Remove {
      Objects.requireNonNull(address, "address");
    }
  }

  /**
   * The address is a list of these tables and no others, in that order: an array of tables in TOML,
   * an array of objects in JSON, elements of one name in XML. If the same tables stand there
   * already, nothing changes.
   */
  record Rows(String address, List<FileValue.Table> rows) implements Edit {
    /** Copies the list. */
    public Rows {
      Objects.requireNonNull(address, "address");
      rows = List.copyOf(rows);
    }
  }
}
