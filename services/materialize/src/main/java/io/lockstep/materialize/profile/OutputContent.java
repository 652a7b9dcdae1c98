package io.lockstep.materialize.profile;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is wanted of a file. */
public sealed interface OutputContent {

  /** These bytes, whole; not to be changed. */
  record Whole(byte[] bytes) implements OutputContent {
    /** Refuses null. */
    public Whole {
      Objects.requireNonNull(bytes, "bytes");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Whole that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return bytes.length + " bytes";
    }
  }

  /**
   * A file that somebody else owns, with these values in it.
   *
   * @param format how it is read and changed
   * @param edits what shall hold in it
   * @param made whether it is made where it is missing; else it is waited for
   * @param parameters by address, the parameter whose value stands there as it is, so that a value
   *     found in the file can become the parameter's; others are not named
   * @param secret whether one of the values is an opened secret
   */
  record Edited(
      FileFormat format,
      List<Edit> edits,
      boolean made,
      Map<String, String> parameters,
      boolean secret)
      implements OutputContent {
    /** Copies the collections. */
    public Edited {
      Objects.requireNonNull(format, "format");
      edits = List.copyOf(edits);
      parameters = Map.copyOf(parameters);
    }

    /** Values of which none is secret. */
    public Edited(
        FileFormat format, List<Edit> edits, boolean made, Map<String, String> parameters) {
      this(format, edits, made, parameters, false);
    }

    /** Values of which none can be taken over from the file, and none is secret. */
    public Edited(FileFormat format, List<Edit> edits, boolean made) {
      this(format, edits, made, Map.of());
    }

    @Override
    public String toString() { // no values: one may be secret
      return "%d values in %s".formatted(edits.size(), format.name());
    }
  }

  /** It cannot be made now, so the one that is there stays as it is. */
  record Held(String problem) implements OutputContent {
    /** Refuses null. */
    public Held {
      Objects.requireNonNull(problem, "problem");
    }
  }
}
