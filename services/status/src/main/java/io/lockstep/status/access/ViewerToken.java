package io.lockstep.status.access;

import io.lockstep.log.settings.InvalidSettingsException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The token that whoever looks must show; without one everybody may look. Thread-safe. */
public final class ViewerToken {
  /** Long enough that none is found by trying. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{32,4096}");

  private static final String SCHEME = "Bearer ";

  private final byte[] token;

  private ViewerToken(byte[] token) {
    this.token = token;
  }

  /**
   * A token, or none.
   *
   * @throws InvalidSettingsException if it is too short, too long, or has other characters; the
   *     message does not hold it
   */
  public static ViewerToken of(Optional<String> token) {
    if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
      throw new InvalidSettingsException(
          List.of(
              "access.token.file: the token in it has "
                  + token.get().length()
                  + " characters, but wants 32 to 4096 letters, digits and . _ ~ + / = -;"
                  + " make one with `openssl rand -hex 32`"));
    }
    return new ViewerToken(token.map(t -> t.getBytes(StandardCharsets.US_ASCII)).orElse(null));
  }

  /** Whether everybody may look. */
  boolean isNone() {
    return token == null;
  }

  /**
   * Whether a request may go on. How long this takes says nothing about the token.
   *
   * @param authorization value of the header; null where there is none
   */
  boolean admits(String authorization) {
    if (isNone()) {
      return true;
    }
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            token,
            authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
  }
}
