package io.lockstep.node.metrics;

import io.lockstep.log.settings.InvalidSettingsException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The token with which metrics may be read, and nothing else. Whoever scrapes asks for years, a
 * session lasts a day. Thread-safe.
 */
public final class MetricsToken {
  /** Long enough that none is found by trying. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{32,4096}");

  private final byte[] token;

  private MetricsToken(byte[] token) {
    this.token = token;
  }

  /**
   * A token; with none, metrics ask for a session as all else does.
   *
   * @throws InvalidSettingsException if it is too short, too long, or has other characters; the
   *     message does not hold it
   */
  public static MetricsToken of(Optional<String> token) {
    if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
      throw new InvalidSettingsException(
          List.of(
              "metrics.token.file: the token in it has "
                  + token.get().length()
                  + " characters, but wants 32 to 4096 letters, digits and . _ ~ + / = -;"
                  + " make one with `openssl rand -hex 32`"));
    }
    return new MetricsToken(token.map(t -> t.getBytes(StandardCharsets.US_ASCII)).orElse(null));
  }

  /** Whether it is the token. How long this takes says nothing about it. */
  public boolean admits(String presented) {
    return token != null
        && MessageDigest.isEqual(token, presented.getBytes(StandardCharsets.UTF_8));
  }
}
