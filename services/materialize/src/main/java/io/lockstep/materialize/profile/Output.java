package io.lockstep.materialize.profile;

import io.lockstep.materialize.format.MalformedFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A file that a node shall have.
 *
 * @param path relative to the folder of managed files, segments separated by '/'
 * @param content what is wanted of it
 * @param mode POSIX permission bits, 0 to 0777; {@link #PRESENT_MODE} for those that it has
 * @param drift what becomes of it when somebody changed it
 * @param check a command that must accept the file before anybody sees it, {@code {file}} standing
 *     for its path; empty for none
 */
public record Output(
    String path, OutputContent content, int mode, DriftPolicy drift, List<String> check) {
  /** The mode of the file that is there; {@link #NEW_MODE} where there is none. */
  public static final int PRESENT_MODE = -1;

  /** What a file has for which nothing else is asked. */
  public static final int NEW_MODE = 0644;

  /** What a file has that holds an opened secret, where nothing else is asked. */
  public static final int SECRET_MODE = 0600;

  /** The bits of who is neither the owner nor in the group. */
  private static final int OTHERS = 07;

  /** Stands for the file in {@link #check}. */
  public static final String CHECKED_FILE = "{file}";

  /** A file with that content, which is repaired when somebody changes it. */
  public Output(String path, byte[] bytes, int mode) {
    this(path, new OutputContent.Whole(bytes), mode, DriftPolicy.REPAIR, List.of());
  }

  /**
   * A file that cannot be made now.
   *
   * @param problem what is wrong, with which entity
   */
  public static Output held(String path, String problem) {
    return new Output(
        path, new OutputContent.Held(problem), NEW_MODE, DriftPolicy.REPAIR, List.of());
  }

  /**
   * Checks the mode; the path is checked where it is resolved.
   *
   * @throws IllegalArgumentException if the mode has other bits than 0777
   */
  public Output {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(drift, "drift");
    check = List.copyOf(check);
    if (mode != PRESENT_MODE && (mode & ~0777) != 0) {
      throw new IllegalArgumentException(
          "mode %o of %s: permission bits are 0 to 777".formatted(mode, path));
    }
  }

  /** Why the file cannot be made now; null where it can. */
  public String problem() {
    return content instanceof OutputContent.Held held ? held.problem() : null;
  }

  /**
   * Its bytes, whole; not to be changed. None where it is held.
   *
   * @throws IllegalStateException if they depend on the file that is there; see {@link #on}
   */
  public byte[] bytes() {
    if (content instanceof OutputContent.Whole whole) {
      return whole.bytes();
    }
    if (content instanceof OutputContent.Held) {
      return new byte[0];
    }
    throw new IllegalStateException(path + " has no bytes of its own: " + content);
  }

  /**
   * The file as it shall be where that file is now: whole, or held where it cannot be made of it.
   *
   * @param present the bytes that are there, asked for where they matter; empty for no file
   * @param presentMode its permission bits, where there is one
   */
  public Output on(Supplier<Optional<byte[]>> present, Optional<Integer> presentMode) {
    boolean secret = content instanceof OutputContent.Edited edited && edited.secret();
    int made = mode == PRESENT_MODE ? presentMode.orElse(secret ? SECRET_MODE : NEW_MODE) : mode;
    if (!(content instanceof OutputContent.Edited edited)) {
      return new Output(path, content, made, drift, check);
    }
    if (secret && (made & OTHERS) != 0) {
      return with(
          new OutputContent.Held(
              "it would hold a secret and everybody may read it (mode %04o); chmod o-rwx it, or"
                      .formatted(made)
                  + " give it a mode in the profile"));
    }
    Optional<byte[]> there = present.get();
    if (there.isEmpty() && !edited.made()) {
      return with(
          new OutputContent.Held(
              "the product has not made it yet; install the product, or let the profile make it"));
    }
    try {
      byte[] bytes = edited.format().edit(there.orElseGet(() -> new byte[0]), edited.edits());
      return new Output(path, new OutputContent.Whole(bytes), made, drift, check);
    } catch (MalformedFileException e) {
      return with(new OutputContent.Held(e.getMessage() + "; mend the file by hand"));
    } catch (IllegalArgumentException e) {
      return with(new OutputContent.Held(e.getMessage() + "; mend the profile"));
    }
  }

  private Output with(OutputContent other) {
    return new Output(path, other, mode, drift, check);
  }

  @Override
  public String toString() {
    return problem() != null
        ? "%s, held: %s".formatted(path, problem())
        : "%s, %s, mode %04o".formatted(path, content, mode);
  }
}
