package io.lockstep.cli.certificate;

import io.lockstep.cli.file.SecretInput;
import picocli.CommandLine.Option;

/** The option for a password, which is asked for at the terminal otherwise. */
final class PasswordOption {
  private static final String NAME = "--password-file";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description = {
        "File with the password, without one line end at its end; - reads standard input.",
        "Default: it is asked for at the terminal."
      })
  private String file;

  /** Of a file that exists. */
  String password(String what) {
    return file == null ? SecretInput.askOnce(what, NAME) : SecretInput.read(file);
  }

  /** Of a file that is to be written. */
  String newPassword(String what) {
    return file == null ? SecretInput.askTwice(what, NAME) : SecretInput.read(file);
  }

  boolean isGiven() {
    return file != null;
  }
}
