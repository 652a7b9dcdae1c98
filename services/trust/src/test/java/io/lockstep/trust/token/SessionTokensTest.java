package io.lockstep.trust.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.lockstep.trust.Samples;
import io.lockstep.trust.secret.SecretRing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokensTest {
  private static final Predicate<String> NONE = id -> false;
  private static final Duration HOUR = Duration.ofHours(1);

  private final SecretRing ring = Samples.ring(1);
  private final SessionTokens tokens = at(Samples.NOW);
  private final String token = tokens.issue("ada", Role.OPERATOR, HOUR);

  @ParameterizedTest
  @EnumSource(Role.class)
  void saysOnAnyNodeWhatWasIssuedOnOne(Role role) {
    String issued = tokens.issue("ada", role, HOUR);

    Session session = at(Samples.NOW.plusSeconds(5)).verify(issued, NONE);

    assertThat(session.subject()).isEqualTo("ada");
    assertThat(session.role()).isEqualTo(role);
    assertThat(session.issued()).isEqualTo(Samples.NOW);
    assertThat(session.expires()).isEqualTo(Samples.NOW.plus(HOUR));
    assertThat(session.id()).matches("[0-9a-f]{64}");
  }

  @Test
  void endsInTime() {
    assertThat(at(Samples.NOW.plusSeconds(3599)).verify(token, NONE)).isNotNull();
    refused(at(Samples.NOW.plusSeconds(3600)), token, "token-expired");
  }

  @Test
  void toleratesAClockThatIsALittleBehind() {
    assertThat(at(Samples.NOW.minusSeconds(60)).verify(token, NONE)).isNotNull();
    refused(at(Samples.NOW.minusSeconds(61)), token, "token-not-yet-valid");
  }

  @Test
  void isNoGoodOnceRevoked() {
    String id = tokens.verify(token, NONE).id();

    assertThatThrownBy(() -> tokens.verify(token, id::equals))
        .extracting("code")
        .isEqualTo("token-revoked");
  }

  @Test
  void findsEveryAlteredCharacter() {
    for (int i = 0; i < token.length(); i++) {
      char altered = token.charAt(i) == 'A' ? 'Q' : 'A';
      String forged = token.substring(0, i) + altered + token.substring(i + 1);

      assertThatThrownBy(() -> tokens.verify(forged, NONE))
          .as(forged)
          .isInstanceOf(TokenException.class);
    }
  }

  @Test
  void findsAnotherRoleUnderTheSameSignature() {
    String[] parts = token.split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String forged = parts[0] + "." + base64(claims.replace("operator", "admin")) + "." + parts[2];

    refused(tokens, forged, "token-altered");
  }

  @Test
  void refusesTokensOfAnotherClusterOrSecret() {
    SecureRandom random = new SecureRandom();
    Clock clock = Clock.fixed(Samples.NOW, ZoneOffset.UTC);

    refused(new SessionTokens("c2", ring, clock, random), token, "token-altered");
    refused(new SessionTokens("c1", Samples.ring(2), clock, random), token, "token-altered");
    refused(
        new SessionTokens("c1", SecretRing.of(Samples.secret(2, 1)), clock, random),
        token,
        "token-unknown-version");
  }

  @Test
  void staysGoodThroughARotation() {
    SecretRing rotated = ring.with(Samples.secret(2, 2)).withCurrent(2);
    Clock clock = Clock.fixed(Samples.NOW, ZoneOffset.UTC);

    Session session =
        new SessionTokens("c1", rotated, clock, new SecureRandom()).verify(token, NONE);

    assertThat(session.subject()).isEqualTo("ada");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a.b.c",
        "null",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.AAAA"
      })
  void refusesWhatIsNoToken(String text) {
    refused(tokens, text, "token-malformed");
  }

  @Test
  void obeysNoHeaderThatAsksForAnotherAlgorithmTypeOrKey() {
    String[] parts = token.split("\\.");
    for (String header :
        new String[] {
          "{\"alg\":\"none\",\"typ\":\"lockstep-session+jwt\",\"kid\":\"1\"}",
          "{\"alg\":\"HS512\",\"typ\":\"lockstep-session+jwt\",\"kid\":\"1\"}",
          "{\"alg\":\"RS256\",\"typ\":\"lockstep-session+jwt\",\"kid\":\"1\"}",
          "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"1\"}",
          "{\"alg\":\"HS256\",\"typ\":\"lockstep-session+jwt\"}",
          "{\"alg\":\"HS256\",\"typ\":\"lockstep-session+jwt\",\"kid\":\"../1\"}",
          "{\"alg\":\"HS256\",\"typ\":\"lockstep-session+jwt\",\"kid\":\"99999999999\"}",
          "{\"alg\":\"HS256\",\"alg\":\"HS256\"}",
          "{}",
          "[]",
          "garbage"
        }) {
      refused(tokens, base64(header) + "." + parts[1] + "." + parts[2], "token-malformed");
    }
  }

  @Test
  void refusesClaimsThatItWouldNotHaveIssued() throws JOSEException {
    Date now = Date.from(Samples.NOW);
    Date later = Date.from(Samples.NOW.plus(HOUR));
    JWTClaimsSet good =
        new JWTClaimsSet.Builder()
            .jwtID("id")
            .audience("c1")
            .subject("ada")
            .claim("role", "admin")
            .issueTime(now)
            .expirationTime(later)
            .build();
    assertThat(tokens.verify(signed(good), NONE).role()).isEqualTo(Role.ADMIN);

    for (String claim : new String[] {"jti", "aud", "sub", "role", "iat", "exp"}) {
      refused(
          tokens,
          signed(new JWTClaimsSet.Builder(good).claim(claim, null).build()),
          "token-malformed");
    }
    refused(
        tokens,
        signed(new JWTClaimsSet.Builder(good).claim("role", "root").build()),
        "token-malformed");
    refused(
        tokens, signed(new JWTClaimsSet.Builder(good).audience("c2").build()), "token-malformed");
  }

  @Test
  void refusesGarbageOfAnyLength() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      String garbage = i % 2 == 0 ? Samples.text(random, 200) : mutate(token, random);

      assertThatThrownBy(() -> tokens.verify(garbage, NONE)).isInstanceOf(TokenException.class);
    }
    refused(tokens, "a".repeat(1_000_000), "token-malformed");
  }

  @Test
  void livesNoLongerThanADay() {
    assertThatThrownBy(() -> tokens.issue("ada", Role.ADMIN, Duration.ofHours(25)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String signed(JWTClaimsSet claims) throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("lockstep-session+jwt"))
                .keyID("1")
                .build(),
            claims);
    jwt.sign(new MACSigner(ring.current().keys("c1").session()));
    return jwt.serialize();
  }

  private SessionTokens at(Instant now) {
    return new SessionTokens("c1", ring, Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
  }

  private static String mutate(String token, Random random) {
    int at = random.nextInt(token.length());
    return token.substring(0, at) + (char) random.nextInt(128) + "x" + token.substring(at);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(SessionTokens tokens, String token, String code) {
    assertThatThrownBy(() -> tokens.verify(token, NONE))
        .isInstanceOf(TokenException.class)
        .hasMessageNotContaining(token.isEmpty() || token.length() < 5 ? "no such" : token)
        .extracting("code")
        .isEqualTo(code);
  }
}
