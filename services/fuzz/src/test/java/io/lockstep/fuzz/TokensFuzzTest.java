package io.lockstep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import io.lockstep.trust.token.JoinToken;
import io.lockstep.trust.token.Role;
import io.lockstep.trust.token.SessionTokens;
import io.lockstep.trust.token.TokenException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the header of a request that wants to be somebody's. */
class TokensFuzzTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SessionTokens TOKENS =
      new SessionTokens(
          "east", SecretRing.of(ClusterSecret.generate(1, RANDOM)), Clock.systemUTC(), RANDOM);
  private static final String ISSUED = TOKENS.issue("anne", Role.VIEWER, Duration.ofHours(8));

  static Stream<byte[]> tokens() {
    return Stream.of(ISSUED, JoinToken.generate(RANDOM).value())
        .map(token -> token.getBytes(StandardCharsets.US_ASCII));
  }

  @MethodSource("tokens")
  @FuzzTest
  void believesOnlyWhatWasIssued(byte[] input) {
    String token = new String(input, StandardCharsets.ISO_8859_1);
    try {
      TOKENS.verify(token, id -> false);
      assertThat(token.split("\\.")[1]).as("what it says").isEqualTo(ISSUED.split("\\.")[1]);
    } catch (TokenException e) {
      assertThat(e.code()).isNotBlank();
    }
    try {
      assertThat(JoinToken.parse(token).id()).hasSize(64);
    } catch (TokenException e) {
      assertThat(e.code()).isEqualTo(TokenException.MALFORMED);
    }
  }
}
