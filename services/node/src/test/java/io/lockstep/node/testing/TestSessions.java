package io.lockstep.node.testing;

import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import io.lockstep.trust.token.Role;
import io.lockstep.trust.token.SessionTokens;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** Session tokens of the clusters of this JVM's tests. */
public final class TestSessions {
  /** Subject of the tokens. */
  public static final String SUBJECT = "tester";

  private TestSessions() {}

  /** A token of the cluster, for an hour. */
  public static String token(String cluster, Role role) {
    return token(cluster, TestSecrets.of(cluster), Clock.systemUTC(), role, Duration.ofHours(1));
  }

  /** A token of any cluster, secret, time and life. */
  public static String token(
      String cluster, ClusterSecret secret, Clock clock, Role role, Duration life) {
    return new SessionTokens(cluster, SecretRing.of(secret), clock, new SecureRandom())
        .issue(SUBJECT, role, life);
  }

  /** The header that presents a token. */
  public static String bearer(String token) {
    return "Bearer " + token;
  }
}
