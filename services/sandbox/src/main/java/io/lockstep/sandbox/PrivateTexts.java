package io.lockstep.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Small text files that only their owner may read, replaced as a whole. */
final class PrivateTexts {
  private PrivateTexts() {}

  /** Makes a folder with mode 0700, or finds it there. */
  static void folder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder, mode("rwx------"));
      }
    } catch (IOException e) {
      throw new SandboxException("cannot create " + folder + " (" + e + ")", e);
    }
  }

  /** Writes a file with mode 0600. */
  static void write(Path file, String text) {
    Path temp = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(temp);
      Files.createFile(temp, mode("rw-------"));
      Files.writeString(temp, text);
      Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SandboxException(
          "cannot write " + file + " (" + e + "); is the disk full, or the folder read-only?", e);
    }
  }

  /** As {@link Texts#writeProperties}. */
  static void writeProperties(Path file, Map<String, String> values) {
    write(file, Texts.properties(values));
  }

  private static FileAttribute<?> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}
