package io.lockstep.status.access;

import io.lockstep.log.settings.AccessToken;
import io.lockstep.log.settings.InvalidSettingsException;
import java.util.Optional;

/** The token that whoever looks must show; without one everybody may look. Thread-safe. */
public final class ViewerToken {
  private static final String SCHEME = "Bearer ";

  private final AccessToken token;

  private ViewerToken(AccessToken token) {
    this.token = token;
  }

  /**
   * A token, or none.
   *
   * @throws InvalidSettingsException as {@link AccessToken#of} does
   */
  public static ViewerToken of(Optional<String> token) {
    return new ViewerToken(AccessToken.of("access.token.file", token));
  }

  /** Whether everybody may look. */
  boolean isNone() {
    return token.isNone();
  }

  /**
   * Whether a request may go on. How long this takes says nothing about the token.
   *
   * @param authorization value of the header; null where there is none
   */
  boolean admits(String authorization) {
    return isNone()
        || authorization != null
            && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            && token.admits(authorization.substring(SCHEME.length()).strip());
  }
}
