package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.ChangeToken;
import io.lockstep.schema.Event;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.Token;
import io.lockstep.schema.TokenKind;
import io.lockstep.schema.TokenRemoved;
import io.lockstep.schema.TokenState;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDeciderTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final Cluster cluster = Cluster.ofThree();

  @Test
  void aTokenIsIssuedOnce() {
    assertThat(cluster.accept(change(token(1)))).hasSize(1);
    assertThat(cluster.accept(change(token(1)))).isEmpty();

    assertThat(cluster.image().trust().tokens()).containsExactly(token(1));
    Token longer = Token.newBuilder(token(1)).setExpires(Instant.EPOCH.plus(DAY).plus(DAY)).build();
    assertThat(cluster.refuse(change(longer)).getCode()).isEqualTo("invalid-token");
  }

  @ParameterizedTest
  @CsvSource({
    "USED, ISSUED, token-used",
    "USED, USED, token-used",
    "USED, REVOKED, token-used",
    "REVOKED, ISSUED, token-revoked",
    "REVOKED, USED, token-revoked"
  })
  void thereIsNoWayBack(TokenState from, TokenState to, String code) {
    cluster.accept(change(token(1)));
    cluster.accept(change(in(from)));

    assertThat(cluster.refuse(change(in(to))).getCode()).isEqualTo(code);
    assertThat(cluster.image().trust().isRevoked(token(1).getId()))
        .isEqualTo(from == TokenState.REVOKED);
  }

  @Test
  void whatIsRevokedStaysSoWithoutAnEvent() {
    cluster.accept(change(token(1)));
    cluster.accept(change(in(TokenState.REVOKED)));

    assertThat(cluster.accept(change(in(TokenState.REVOKED)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = TokenState.class,
      names = {"USED", "REVOKED"})
  void aJoinTokenThatNobodyIssuedIsUnknown(TokenState state) {
    assertThat(cluster.refuse(change(in(state))).getCode()).isEqualTo("token-unknown");
  }

  @Test
  void aSessionCanBeRevokedAlthoughTheClusterHasNotSeenItYet() {
    Token session = session(TokenState.REVOKED);

    cluster.accept(change(session));

    assertThat(cluster.image().trust().isRevoked(session.getId())).isTrue();
    assertThat(cluster.image().trust().isRevoked(token(2).getId())).isFalse();
  }

  @Test
  void aSessionIsNotUsedUp() {
    assertThat(cluster.refuse(change(session(TokenState.USED))).getCode())
        .isEqualTo("token-unknown");
    cluster.accept(change(session(TokenState.ISSUED)));
    assertThat(cluster.refuse(change(session(TokenState.USED))).getCode())
        .isEqualTo("token-wrong-kind");
  }

  @Test
  void onlyItsStateChanges() {
    cluster.accept(change(token(1)));
    Token revoked = in(TokenState.REVOKED);

    for (Token other :
        List.of(
            Token.newBuilder(revoked).setSubject("n2").build(),
            Token.newBuilder(revoked).setKind(TokenKind.SESSION).build(),
            Token.newBuilder(revoked).setExpires(Instant.EPOCH).build())) {
      assertThat(cluster.refuse(change(other)).getCode()).isEqualTo("invalid-token");
    }
  }

  @Test
  void aTokenEndsAfterNowAndWithinAWeekAndADay() {
    Token.Builder token = Token.newBuilder(token(1));
    Instant now = Instant.ofEpochMilli(cluster.now);

    assertThat(cluster.refuse(change(token.setExpires(now).build())).getCode())
        .isEqualTo("token-expired");
    Instant late = now.plus(Duration.ofDays(8)).plusMillis(1);
    assertThat(cluster.refuse(change(token.setExpires(late).build())).getCode())
        .isEqualTo("invalid-token");
    Token ended = Token.newBuilder(session(TokenState.REVOKED)).setExpires(now).build();
    assertThat(cluster.refuse(change(ended)).getCode()).isEqualTo("token-expired");
    cluster.accept(change(token.setExpires(late.minusMillis(1)).build()));
  }

  @Test
  void anEndedTokenCanBeRevokedButNotUsed() {
    cluster.accept(change(token(1)));
    cluster.now = token(1).getExpires().toEpochMilli();

    assertThat(cluster.refuse(change(in(TokenState.USED))).getCode()).isEqualTo("token-expired");
    cluster.accept(change(in(TokenState.REVOKED)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "t", "ABCDEF", "0/1"})
  void itsNameIsAHash(String id) {
    Token token = Token.newBuilder(token(1)).setId(id).build();

    Refusal refusal = cluster.refuse(change(token));

    assertThat(refusal.getCode()).isEqualTo("invalid-token");
    assertThat(refusal.getMessage()).contains("SHA-256");
  }

  @Test
  void itsSubjectHasAForm() {
    Token bound = Token.newBuilder(token(1)).setSubject("a b").build();
    assertThat(cluster.refuse(change(bound)).getCode()).isEqualTo("invalid-token");
    Token session =
        Token.newBuilder(session(TokenState.ISSUED)).setSubject("x".repeat(1025)).build();
    assertThat(cluster.refuse(change(session)).getCode()).isEqualTo(Codes.VALUE_TOO_LARGE);
  }

  @Test
  void itIsComparedAndSetAndNothingOfItIsTold() {
    cluster.accept(operation(change(token(1)), 0L));

    Refusal refusal = cluster.refuse(operation(change(in(TokenState.REVOKED)), 1L));

    assertThat(refusal.getCode()).isEqualTo(Codes.CONFLICT);
    assertThat(refusal.getActualValue()).isNull();
  }

  @Test
  void aNewTokenTakesSomeAlongThatEndedMoreThanADayAgo() {
    for (int i = 1; i <= 20; i++) {
      Instant end = Instant.EPOCH.plus(DAY).minusSeconds(i);
      cluster.accept(change(Token.newBuilder(token(i)).setExpires(end).build()));
    }
    cluster.accept(change(in(TokenState.REVOKED, 20)), change(in(TokenState.USED, 19)));
    cluster.now = Duration.ofDays(2).toMillis() - 2_000;

    List<Event> events = cluster.accept(change(alive(30)));

    assertThat(events).hasSize(17);
    assertThat(events.get(1).getPayload()).isEqualTo(new TokenRemoved(token(20).getId()));
    assertThat(events.get(16).getPayload()).isEqualTo(new TokenRemoved(token(5).getId()));
    assertThat(cluster.accept(change(alive(31)))).hasSize(3);
    assertThat(cluster.accept(change(alive(32)))).hasSize(1);
    assertThat(cluster.image().trust().tokens())
        .extracting(Token::getId)
        .containsExactly(
            token(1).getId(),
            token(2).getId(),
            token(30).getId(),
            token(31).getId(),
            token(32).getId());
  }

  @Test
  void aClusterIsFoundedWithJoinTokensThatAreGood() {
    for (Token token :
        List.of(
            in(TokenState.USED),
            session(TokenState.ISSUED),
            Token.newBuilder(token(1)).setId("t").build(),
            Token.newBuilder(token(1)).setExpires(Instant.EPOCH).build(),
            Token.newBuilder(token(1)).setSubject("a b").build())) {
      assertThatThrownBy(
              () -> Terms.found("blue", Optional.empty(), "f1", List.of(token), "f", "alice", 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
    List<Event> events =
        Terms.found("blue", Optional.empty(), "f1", List.of(token(1), token(2)), "f", "alice", 0);
    assertThat(events).extracting(Event::getRevision).containsExactly(1L, 2L, 3L);
    assertThat(events).allMatch(event -> event.getChangeSize() == 3 && event.getEpoch() == 0);
  }

  private Token alive(int number) {
    return Token.newBuilder(token(number))
        .setExpires(Instant.ofEpochMilli(cluster.now).plus(DAY))
        .build();
  }

  private Token in(TokenState state, int number) {
    Token there = cluster.image().trust().token(token(number).getId()).orElseThrow();
    return Token.newBuilder(there).setState(state).build();
  }

  private static Token in(TokenState state) {
    return Token.newBuilder(token(1)).setState(state).build();
  }

  private static Token token(int number) {
    return Samples.token(number);
  }

  private static Token session(TokenState state) {
    return Token.newBuilder(token(1))
        .setKind(TokenKind.SESSION)
        .setState(state)
        .setSubject("ada")
        .build();
  }

  private static ChangeToken change(Token token) {
    return new ChangeToken(token);
  }
}
