package io.lockstep.cli.access;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.file.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file with a session token, which nobody but its owner may read. */
final class SessionFile {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

  private SessionFile() {}

  /** The token in the file, without the line's end. */
  static String read(Path file) {
    byte[] bytes =
        new PrivateFile(file, "session token", "token").read(Algorithms.SESSION_CHARACTERS + 2);
    return require(new String(bytes, StandardCharsets.US_ASCII), "file " + file);
  }

  /**
   * A token as it is sent.
   *
   * @param source where it stands, as a message says it
   */
  static String require(String text, String source) {
    String token = text.strip();
    if (!TOKEN.matcher(token).matches()) {
      throw new Failure(
          ExitCodes.NOT_ALLOWED,
          "malformed-token",
          source
              + " holds no session token: it "
              + (token.isEmpty() ? "is empty" : "has other characters than a token")
              + "; make one with `lockstep token create --session`");
    }
    return token;
  }
}
