package io.lockstep.log.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token of a file that a setting names, by which a process knows who may read something of it; or
 * none. Thread-safe.
 */
public final class AccessToken {
  /** Long enough that none is found by trying. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{32,4096}");

  private final byte[] token;

  private AccessToken(byte[] token) {
    this.token = token;
  }

  /**
   * A token, or none.
   *
   * @param setting that names the file, for the message
   * @throws InvalidSettingsException if it is too short, too long, or has other characters; the
   *     message does not hold it
   */
  public static AccessToken of(String setting, Optional<String> token) {
    if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
      throw new InvalidSettingsException(
          List.of(
              setting
                  + ": the token in it has "
                  + token.get().length()
                  + " characters, but wants 32 to 4096 letters, digits and . _ ~ + / = -;"
                  + " make one with `openssl rand -hex 32`"));
    }
    return new AccessToken(token.map(t -> t.getBytes(StandardCharsets.US_ASCII)).orElse(null));
  }

  /** Whether there is none. */
  public boolean isNone() {
    return token == null;
  }

  /** Whether it is the token; false where there is none. How long it takes says nothing of it. */
  public boolean admits(String presented) {
    return token != null
        && MessageDigest.isEqual(token, presented.getBytes(StandardCharsets.UTF_8));
  }
}
