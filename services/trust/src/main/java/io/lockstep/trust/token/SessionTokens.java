package io.lockstep.trust.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.DerivedKey;
import io.lockstep.trust.secret.SecretRing;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * Issues and verifies session tokens: compact JWS (RFC 7515), HS256 with a key that every node of
 * the cluster derives, so that each is good on every node. The header names the version of the
 * secret. Any thread.
 */
public final class SessionTokens {
  private static final JOSEObjectType TYPE = new JOSEObjectType("lockstep-session+jwt");
  private static final String ROLE = "role";
  private static final int ID_BYTES = 32;

  private final String cluster;
  private final SecretRing ring;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * For a cluster.
   *
   * @param ring its versions at this time; after a change of them, make another SessionTokens
   */
  public SessionTokens(String cluster, SecretRing ring, Clock clock, SecureRandom random) {
    this.cluster = cluster;
    this.ring = ring;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A new token, which is all that is needed to act as its subject.
   *
   * @param life at most {@link Algorithms#SESSION_LIFE}
   */
  public String issue(String subject, Role role, Duration life) {
    if (life.isNegative() || life.isZero() || life.compareTo(Algorithms.SESSION_LIFE) > 0) {
      throw new IllegalArgumentException(
          "the life of a session is " + life + ", wanted up to " + Algorithms.SESSION_LIFE);
    }
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .jwtID(HexFormat.of().formatHex(id))
            .audience(cluster)
            .subject(subject)
            .claim(ROLE, role.label())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
            .build();
    ClusterSecret secret = ring.current();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(TYPE)
            .keyID(Integer.toString(secret.version()))
            .build();
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new MACSigner(secret.keys(cluster).session()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 takes every key of 256 bits", e);
    }
  }

  /**
   * What a token says, once it is proven.
   *
   * @param revoked whether the session of an id was revoked
   * @throws TokenException with a code for each way in which it is no good
   */
  public Session verify(String token, Predicate<String> revoked) {
    if (token.length() > Algorithms.SESSION_CHARACTERS) {
      throw malformed();
    }
    SignedJWT parsed;
    try {
      parsed = SignedJWT.parse(token);
    } catch (ParseException | IllegalArgumentException e) {
      throw malformed(); // without the cause, whose text may quote the token
    }
    requireSignature(parsed);
    Session session = session(parsed);
    Instant now = clock.instant();
    if (!now.isBefore(session.expires())) {
      throw new TokenException(
          TokenException.EXPIRED,
          "the session of "
              + session.subject()
              + " ended at "
              + session.expires()
              + "; log in again");
    }
    if (session.issued().isAfter(now.plus(Algorithms.CLOCK_LEEWAY))) {
      throw new TokenException(
          TokenException.NOT_YET_VALID,
          "the session of "
              + session.subject()
              + " begins at "
              + session.issued()
              + ", here it is "
              + now
              + "; set the clocks of the nodes");
    }
    if (revoked.test(session.id())) {
      throw new TokenException(
          TokenException.REVOKED,
          "the session of " + session.subject() + " was revoked; log in again");
    }
    return session;
  }

  private void requireSignature(SignedJWT token) {
    JWSHeader header = token.getHeader();
    // The one algorithm that we issue: what the header asks for is not to be obeyed.
    if (!JWSAlgorithm.HS256.equals(header.getAlgorithm()) || !TYPE.equals(header.getType())) {
      throw malformed();
    }
    DerivedKey key = key(header.getKeyID());
    try {
      if (!token.verify(new MACVerifier(key))) {
        throw new TokenException(
            TokenException.ALTERED,
            "the session token was altered or comes from another cluster; log in again");
      }
    } catch (JOSEException e) {
      throw malformed();
    }
  }

  private DerivedKey key(String version) {
    if (version == null || !version.matches("[1-9][0-9]{0,8}")) {
      throw malformed();
    }
    return ring.get(Integer.parseInt(version))
        .map(secret -> secret.keys(cluster).session())
        .orElseThrow(
            () ->
                new TokenException(
                    TokenException.UNKNOWN_VERSION,
                    "the session token is signed with version "
                        + version
                        + " of the cluster secret, this node has "
                        + ring.versions()
                        + "; log in again"));
  }

  private Session session(SignedJWT token) {
    try {
      JWTClaimsSet claims = token.getJWTClaimsSet();
      Role role = Role.of(claims.getStringClaim(ROLE)).orElseThrow(SessionTokens::malformed);
      if (!List.of(cluster).equals(claims.getAudience())
          || claims.getJWTID() == null
          || claims.getSubject() == null
          || claims.getIssueTime() == null
          || claims.getExpirationTime() == null) {
        throw malformed();
      }
      return new Session(
          claims.getJWTID(),
          claims.getSubject(),
          role,
          claims.getIssueTime().toInstant(),
          claims.getExpirationTime().toInstant());
    } catch (ParseException e) {
      throw malformed();
    }
  }

  private static TokenException malformed() {
    return new TokenException(
        TokenException.MALFORMED, "this is no session token of Lockstep; log in again");
  }
}
