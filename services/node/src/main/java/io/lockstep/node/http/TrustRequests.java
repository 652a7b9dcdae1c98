package io.lockstep.node.http;

import io.lockstep.trust.Algorithms;
import io.lockstep.trust.token.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** What the API takes about tokens and licences. */
final class TrustRequests {
  private static final Pattern SUBJECT =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+/-]{0,127}");
  private static final String ITSELF = "lockstep"; // who repairs and re-seals

  private TrustRequests() {}

  /** The token that is wanted: to join with, or to ask with. */
  @Serdeable
  record TokenRequest(
      @Nullable String kind,
      @Nullable String node,
      @Nullable String subject,
      @Nullable String role,
      @Nullable Long lifeSeconds) {
    private static final Duration JOIN_LIFE = Duration.ofHours(1);
    private static final Duration SESSION_LIFE = Duration.ofHours(8);

    boolean isJoin() {
      if (!"join".equals(kind) && !"session".equals(kind)) {
        throw ApiException.malformed("a token has \"kind\": \"join\" or \"session\"");
      }
      if (kind.equals("join") ? subject != null || role != null : node != null) {
        throw ApiException.malformed(
            "a join token has \"node\" at most, a session \"subject\" and \"role\"");
      }
      return kind.equals("join");
    }

    Duration joinLife() {
      return life(JOIN_LIFE, Algorithms.JOIN_TOKEN_LIFE);
    }

    Duration sessionLife() {
      return life(SESSION_LIFE, Algorithms.SESSION_LIFE);
    }

    private Duration life(Duration usual, Duration longest) {
      if (lifeSeconds == null) {
        return usual;
      }
      if (lifeSeconds < 1 || lifeSeconds > longest.toSeconds()) {
        throw ApiException.invalid(
            "lifeSeconds is %d, but wants 1 to %d for a token of kind %s"
                .formatted(lifeSeconds, longest.toSeconds(), kind));
      }
      return Duration.ofSeconds(lifeSeconds);
    }

    String sessionSubject() {
      if (subject == null || !SUBJECT.matcher(subject).matches() || subject.equals(ITSELF)) {
        throw ApiException.invalid(
            "a session's subject has 1 to 128 letters, digits and '.', '_', '@', '+', '/', '-',"
                + " the first a letter or digit, and is not \""
                + ITSELF
                + "\"");
      }
      return subject;
    }

    Role sessionRole() {
      return Role.of(role == null ? "" : role)
          .orElseThrow(
              () -> ApiException.invalid("a session's role is admin, operator, viewer or node"));
    }
  }

  /** A licence. */
  @Serdeable
  record LicenceRequest(@Nullable Integer cap, @Nullable String expires, @Nullable String content) {
    Instant end() {
      try {
        return expires == null ? null : Instant.parse(expires);
      } catch (DateTimeParseException e) {
        throw ApiException.invalid(
            "expires is no time such as 2030-01-31T00:00:00Z; correct it or leave it away");
      }
    }

    @Override
    public String toString() {
      return "LicenceRequest"; // without the content: it is a secret
    }
  }
}
