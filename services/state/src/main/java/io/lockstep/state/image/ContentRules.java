package io.lockstep.state.image;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which paths and links managed content may have. The primary refuses others, and a node does not
 * write them to its disk, whoever put them into the log. Pure.
 */
public final class ContentRules {
  /** Names that begin so are Lockstep's own temporary files, and never take part. */
  public static final String TEMPORARY_PREFIX = ".lockstep-tmp-";

  /** Longest path in the folder, and longest target of a link, in bytes of UTF-8. */
  public static final int MAX_PATH_BYTES = 4096;

  /** Longest name in a directory, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 255;

  private ContentRules() {}

  /** What is wrong with the path of a folder, as the end of "it …"; empty if nothing is. */
  public static Optional<String> pathProblem(String path) {
    if (path.isEmpty() || path.startsWith("/")) {
      return Optional.of(path.isEmpty() ? "is empty" : "is absolute");
    }
    Optional<String> text = textProblem(path);
    if (text.isPresent()) {
      return text;
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return Optional.of("has the segment \"" + segment + "\"");
      }
      if (segment.startsWith(TEMPORARY_PREFIX)) {
        return Optional.of("has a name of Lockstep's temporary files");
      }
      if (bytes(segment) > MAX_NAME_BYTES) {
        return Optional.of("has a name of more than " + MAX_NAME_BYTES + " bytes");
      }
    }
    return Optional.empty();
  }

  /**
   * What is wrong with the target of a link, as the end of "it …"; empty if nothing is. A target
   * may go up at its beginning alone, and not above the folder: behind a name, {@code ..} could be
   * the parent of wherever that name is a link to.
   *
   * @param path of the link, in the folder
   */
  public static Optional<String> targetProblem(String path, String target) {
    if (target.isEmpty() || target.startsWith("/")) {
      return Optional.of(target.isEmpty() ? "points nowhere" : "points to an absolute path");
    }
    Optional<String> text = textProblem(target);
    if (text.isPresent()) {
      return text;
    }
    int depth = (int) path.chars().filter(c -> c == '/').count();
    boolean below = false;
    for (String segment : target.split("/")) {
      if (segment.equals("..")) {
        if (below) {
          return Optional.of("goes up again behind a name");
        }
        if (--depth < 0) {
          return Optional.of("points out of the folder");
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        below = true;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> textProblem(String text) {
    if (text.indexOf('\0') >= 0) {
      return Optional.of("has a NUL character");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return Optional.of("is not valid Unicode");
    }
    int length = bytes(text);
    return length > MAX_PATH_BYTES
        ? Optional.of("has " + length + " bytes, at most " + MAX_PATH_BYTES + " are allowed")
        : Optional.empty();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
