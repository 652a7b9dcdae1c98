package io.lockstep.status.settings;

import io.lockstep.log.settings.InvalidSettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A file with one secret text in it, which nobody but its owner may read or write. */
final class PrivateText {
  private static final int LONGEST_BYTES = 64 * 1024;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private PrivateText() {}

  /**
   * The text, without a line break at its end.
   *
   * @param setting that names the file, for messages
   * @throws InvalidSettingsException if it cannot be read, or others may read it
   */
  static String read(String setting, String file) {
    try {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        throw problem(setting, file, "is no file; create it, and no link, with mode 0600");
      }
      if (!OWNER.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))) {
        throw problem(setting, file, "may be read by others; `chmod 600` it");
      }
      try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
        if (bytes.length > LONGEST_BYTES) {
          throw problem(setting, file, "is longer than " + LONGEST_BYTES + " bytes; restore it");
        }
        return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
      }
    } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
      throw problem(setting, file, "cannot be read: " + e);
    }
  }

  private static InvalidSettingsException problem(String setting, String file, String what) {
    return new InvalidSettingsException(List.of(setting + ": the file " + file + " " + what));
  }
}
