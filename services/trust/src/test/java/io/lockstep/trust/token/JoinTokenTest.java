package io.lockstep.trust.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.Token;
import io.lockstep.schema.TokenKind;
import io.lockstep.schema.TokenState;
import io.lockstep.trust.Samples;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTokenTest {
  private static final Instant NOW = Samples.NOW;

  private final JoinToken token = JoinToken.generate(Samples.random(1));
  private final Token issued = token.issue(NOW, Duration.ofHours(1), null);

  @Test
  void isKnownByTheHashOfItsValue() {
    assertThat(token.value()).matches("[A-Za-z0-9_-]{43}");
    assertThat(token.id()).matches("[0-9a-f]{64}").isEqualTo(JoinToken.parse(token.value()).id());
    assertThat(token.toString()).doesNotContain(token.value());
    assertThat(issued.toString()).doesNotContain(token.value());
  }

  @Test
  void isNeverTheSame() {
    SecureRandom random = new SecureRandom();
    Set<String> values = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      values.add(JoinToken.generate(random).value());
    }

    assertThat(values).hasSize(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void refusesWhatCannotBeOne(String value) {
    assertThatThrownBy(() -> JoinToken.parse(value))
        .extracting("code")
        .isEqualTo("token-malformed");
  }

  @Test
  void isGoodUntilItEnds() {
    assertThatCode(() -> JoinToken.require(Optional.of(issued), "n4", NOW.plusSeconds(3599)))
        .doesNotThrowAnyException();
    refused(issued, "n4", NOW.plusSeconds(3600), "token-expired");
  }

  @Test
  void isGoodForItsNodeAlone() {
    Token bound = token.issue(NOW, Duration.ofHours(1), "n4");

    assertThatCode(() -> JoinToken.require(Optional.of(bound), "n4", NOW))
        .doesNotThrowAnyException();
    refused(bound, "n5", NOW, "token-wrong-node");
  }

  @Test
  void isGoodOnce() {
    refused(Token.newBuilder(issued).setState(TokenState.USED).build(), "n4", NOW, "token-used");
  }

  @Test
  void isNoGoodOnceRevoked() {
    refused(
        Token.newBuilder(issued).setState(TokenState.REVOKED).build(), "n4", NOW, "token-revoked");
  }

  @Test
  void isNoGoodAsAnotherKind() {
    refused(
        Token.newBuilder(issued).setKind(TokenKind.SESSION).build(), "n4", NOW, "token-wrong-kind");
  }

  @Test
  void isNoGoodIfNobodyIssuedIt() {
    assertThatThrownBy(() -> JoinToken.require(Optional.empty(), "n4", NOW))
        .extracting("code")
        .isEqualTo("token-unknown");
  }

  @Test
  void livesNoLongerThanAWeek() {
    assertThatThrownBy(() -> token.issue(NOW, Duration.ofDays(8), null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> token.issue(NOW, Duration.ZERO, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refused(Token token, String node, Instant now, String code) {
    assertThatThrownBy(() -> JoinToken.require(Optional.of(token), node, now))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining(node)
        .extracting("code")
        .isEqualTo(code);
  }
}
