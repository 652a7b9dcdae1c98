package io.lockstep.state.decide;

import io.lockstep.schema.ChangeToken;
import io.lockstep.schema.Token;
import io.lockstep.schema.TokenChanged;
import io.lockstep.schema.TokenKind;
import io.lockstep.schema.TokenRemoved;
import io.lockstep.schema.TokenState;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides the life of tokens: issued, then used or revoked for good, forgotten when long ended. */
final class TokenDecider {
  /** A week, which is the longest life of a join token, and a day for clocks that differ. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(8);

  /** How long an ended token is kept, so that who shows it learns what became of it. */
  private static final Duration KEPT = Duration.ofDays(1);

  /** Most tokens that a new one takes along. */
  private static final int FORGOTTEN_AT_ONCE = 16;

  private static final int MAX_SUBJECT_BYTES = 1024;

  private TokenDecider() {}

  static List<Object> change(ClusterImage view, Term term, ChangeToken change) {
    Token token = change.getToken();
    String entity = EntityKeys.token(Texts.shortened(token.getId()));
    if (!Hashes.isId(token.getId())) {
      throw invalid(
          entity,
          "\"%s\" cannot name a token: wanted is its value's SHA-256, 64 lower-case hexadecimal"
                  .formatted(Texts.shortened(token.getId()))
              + " digits");
    }
    Instant now = Instant.ofEpochMilli(term.now());
    Optional<Token> there = view.trust().token(token.getId());
    return there.isPresent()
        ? step(entity, there.get(), token, now)
        : add(view, entity, token, now);
  }

  /**
   * A join token that a cluster is founded with.
   *
   * @throws IllegalArgumentException if it is none that is good; says what
   */
  static TokenChanged founding(Token token, long now) {
    String entity = EntityKeys.token(Texts.shortened(token.getId()));
    try {
      if (!Hashes.isId(token.getId()) || token.getKind() != TokenKind.JOIN) {
        throw invalid(entity, "a cluster is founded with join tokens alone, each with its hash");
      }
      requireIssued(entity, token);
      requireLife(entity, token, Instant.ofEpochMilli(now));
      requireSubject(entity, token);
    } catch (RefusedException refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
    return new TokenChanged(token);
  }

  /** What is used in a join; the join says first whether it may be. */
  static TokenChanged used(Token token) {
    return new TokenChanged(Token.newBuilder(token).setState(TokenState.USED).build());
  }

  private static List<Object> add(ClusterImage view, String entity, Token token, Instant now) {
    // A session is not in the log until it is revoked.
    boolean revokes =
        token.getKind() == TokenKind.SESSION && token.getState() == TokenState.REVOKED;
    if (token.getState() != TokenState.ISSUED && !revokes) {
      throw new RefusedException(
          Codes.TOKEN_UNKNOWN,
          entity,
          "the cluster knows no token %s that could become %s; lockstep token list names them"
              .formatted(token.getId(), token.getState()));
    }
    requireLife(entity, token, now);
    requireSubject(entity, token);
    List<Object> payloads = new ArrayList<>();
    payloads.add(new TokenChanged(token));
    forgotten(view, now).forEach(old -> payloads.add(new TokenRemoved(old.getId())));
    return payloads;
  }

  private static List<Object> step(String entity, Token there, Token next, Instant now) {
    if (next.equals(there) && there.getState() != TokenState.USED) {
      return List.of();
    }
    Token otherwise = Token.newBuilder(next).setState(there.getState()).build();
    if (!otherwise.equals(there) || next.getState() == TokenState.ISSUED) {
      requireIssued(entity, there);
      throw invalid(
          entity,
          "token %s was issued as a %s token until %s and can only be used or revoked as it is;"
                  .formatted(there.getId(), there.getKind(), there.getExpires())
              + " create another");
    }
    requireIssued(entity, there);
    if (next.getState() == TokenState.USED) {
      if (there.getKind() != TokenKind.JOIN) {
        throw wrongKind(entity, there);
      }
      requireAlive(entity, there, now);
    }
    return List.of(new TokenChanged(next));
  }

  /** Requires a token to be good for a join of a node. */
  static void requireGood(String entity, Token token, String node, Instant now) {
    if (token.getKind() != TokenKind.JOIN) {
      throw wrongKind(entity, token);
    }
    requireIssued(entity, token);
    requireAlive(entity, token, now);
    if (token.getSubject() != null && !token.getSubject().equals(node)) {
      throw new RefusedException(
          Codes.TOKEN_WRONG_NODE,
          entity,
          "join token %s is for node \"%s\", not for \"%s\"; create one for that"
              .formatted(token.getId(), token.getSubject(), node));
    }
  }

  private static void requireIssued(String entity, Token token) {
    if (token.getState() == TokenState.USED) {
      throw new RefusedException(
          Codes.TOKEN_USED,
          entity,
          "token %s was used already; create another".formatted(token.getId()));
    }
    if (token.getState() == TokenState.REVOKED) {
      throw new RefusedException(
          Codes.TOKEN_REVOKED,
          entity,
          "token %s was revoked; create another".formatted(token.getId()));
    }
  }

  private static void requireAlive(String entity, Token token, Instant now) {
    if (!now.isBefore(token.getExpires())) {
      throw new RefusedException(
          Codes.TOKEN_EXPIRED,
          entity,
          "token %s ended at %s, now it is %s; create another"
              .formatted(token.getId(), token.getExpires(), now));
    }
  }

  private static void requireLife(String entity, Token token, Instant now) {
    requireAlive(entity, token, now);
    if (token.getExpires().isAfter(now.plus(LONGEST_LIFE))) {
      throw invalid(
          entity,
          "token %s would live until %s, at most %d days are allowed; create one with a shorter life"
              .formatted(token.getId(), token.getExpires(), LONGEST_LIFE.toDays()));
    }
  }

  private static void requireSubject(String entity, Token token) {
    String subject = token.getSubject();
    if (subject == null) {
      return;
    }
    if (token.getKind() == TokenKind.JOIN && !Members.isId(subject)) {
      throw invalid(
          entity,
          "join token %s is for \"%s\", which cannot be a node's id; name the node"
              .formatted(token.getId(), Texts.shortened(subject)));
    }
    Texts.require(entity, "the subject of a token", subject, MAX_SUBJECT_BYTES);
  }

  private static List<Token> forgotten(ClusterImage view, Instant now) {
    return view.trust().tokens().stream()
        .filter(token -> token.getExpires().plus(KEPT).isBefore(now))
        .sorted(Comparator.comparing(Token::getExpires).thenComparing(Token::getId))
        .limit(FORGOTTEN_AT_ONCE)
        .toList();
  }

  private static RefusedException wrongKind(String entity, Token token) {
    return new RefusedException(
        Codes.TOKEN_WRONG_KIND,
        entity,
        "token %s is a %s token and lets no node join; create a join token"
            .formatted(token.getId(), token.getKind()));
  }

  private static RefusedException invalid(String entity, String message) {
    return new RefusedException(Codes.INVALID_TOKEN, entity, message);
  }
}
