package io.lockstep.node.settings;

import io.lockstep.log.settings.ClientPasswords;
import io.lockstep.log.settings.InvalidSettingsException;
import io.lockstep.trust.file.PrivateFile;
import io.lockstep.trust.file.PrivateFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Passwords that stand in files of their own, mode 0600. A line break at the end of one is not part
 * of the password.
 */
public final class PasswordFiles {
  private static final int LONGEST_BYTES = 64 * 1024;

  private PasswordFiles() {}

  /**
   * Settings of clients with the passwords in place of the files that hold them, as {@link
   * ClientPasswords} has it.
   *
   * @throws InvalidSettingsException if a file cannot be read, others may read it, or a password is
   *     given twice
   */
  public static Map<String, String> resolve(Map<String, String> settings) {
    return ClientPasswords.resolve(settings, PasswordFiles::read);
  }

  /**
   * What a file holds, without a line break at its end.
   *
   * @throws InvalidSettingsException if it cannot be read, or others may read it
   */
  static String read(String setting, String file) {
    try {
      byte[] bytes =
          new PrivateFile(Path.of(file.strip()), "password file", "password").read(LONGEST_BYTES);
      return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
    } catch (PrivateFileException | InvalidPathException e) {
      throw new InvalidSettingsException(List.of(setting + ": " + e.getMessage()));
    }
  }
}
