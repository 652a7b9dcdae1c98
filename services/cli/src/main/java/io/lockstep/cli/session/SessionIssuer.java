package io.lockstep.cli.session;

import io.lockstep.cli.client.IssuedToken;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import io.lockstep.trust.token.Role;
import io.lockstep.trust.token.Session;
import io.lockstep.trust.token.SessionTokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** Makes session tokens with the cluster secret itself, as every node can. */
public final class SessionIssuer {
  private SessionIssuer() {}

  /**
   * A session token.
   *
   * @param version that the secret of the file is
   * @throws io.lockstep.trust.TrustException that says what is wrong with the file
   */
  public static IssuedToken issue(
      Path secretFile, int version, String cluster, String subject, Role role, Duration life) {
    try (ClusterSecret secret = new SecretFile(secretFile).read(version)) {
      SessionTokens tokens =
          new SessionTokens(cluster, SecretRing.of(secret), Clock.systemUTC(), new SecureRandom());
      String value = tokens.issue(subject, role, life);
      Session session = tokens.verify(value, id -> false);
      return new IssuedToken(session.id(), value, session.expires().toString());
    }
  }
}
