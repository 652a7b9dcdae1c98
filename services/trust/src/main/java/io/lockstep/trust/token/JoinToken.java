package io.lockstep.trust.token;

import io.lockstep.schema.Token;
import io.lockstep.schema.TokenKind;
import io.lockstep.schema.TokenState;
import io.lockstep.trust.Algorithms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token that lets one node join, once. The log knows it by its id, the hash of its value; the
 * value is shown once, to the operator who asked for it. Any thread.
 */
public final class JoinToken {
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String value;

  private JoinToken(String value) {
    this.value = value;
  }

  /** A new one. */
  public static JoinToken generate(SecureRandom random) {
    byte[] bytes = new byte[Algorithms.TOKEN_BYTES];
    random.nextBytes(bytes);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Arrays.fill(bytes, (byte) 0);
    return new JoinToken(value);
  }

  /**
   * One as a joiner presents it.
   *
   * @throws TokenException if it cannot be one
   */
  public static JoinToken parse(String value) {
    if (!VALUE.matcher(value).matches()) {
      throw new TokenException(
          TokenException.MALFORMED,
          "the join token has "
              + value.length()
              + " characters or others than letters, digits, '-' and '_', wanted 43 of these; copy"
              + " it again");
    }
    return new JoinToken(value);
  }

  /** What a joiner presents: 256 random bits, 43 characters of base64url. To be kept secret. */
  public String value() {
    return value;
  }

  /** What the cluster knows it by: lower-case hexadecimal SHA-256 of the value. */
  public String id() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(value.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The token as the log shall know it.
   *
   * @param now when it is issued
   * @param life at most {@link Algorithms#JOIN_TOKEN_LIFE}
   * @param node that alone may use it; null for any
   */
  public Token issue(Instant now, Duration life, String node) {
    if (life.isNegative() || life.isZero() || life.compareTo(Algorithms.JOIN_TOKEN_LIFE) > 0) {
      throw new IllegalArgumentException(
          "the life of a join token is " + life + ", wanted up to " + Algorithms.JOIN_TOKEN_LIFE);
    }
    return Token.newBuilder()
        .setId(id())
        .setKind(TokenKind.JOIN)
        .setState(TokenState.ISSUED)
        .setExpires(now.plus(life))
        .setSubject(node)
        .build();
  }

  /**
   * Requires a token to be good for a join.
   *
   * @param known the token as the log knows it; empty if it does not
   * @param node that wants to join
   * @param now when it asked
   * @throws TokenException with a code for each way in which it is not
   */
  public static void require(Optional<Token> known, String node, Instant now) {
    Token token =
        known.orElseThrow(
            () -> refuse(TokenException.UNKNOWN, node, "is not known to the cluster"));
    if (token.getKind() != TokenKind.JOIN) {
      throw refuse(TokenException.WRONG_KIND, node, "is a token of kind " + token.getKind());
    }
    if (token.getState() == TokenState.USED) {
      throw refuse(TokenException.USED, node, "was used already");
    }
    if (token.getState() != TokenState.ISSUED) {
      throw refuse(TokenException.REVOKED, node, "was revoked");
    }
    if (!now.isBefore(token.getExpires())) {
      throw refuse(TokenException.EXPIRED, node, "ended at " + token.getExpires());
    }
    if (token.getSubject() != null && !token.getSubject().equals(node)) {
      throw refuse(TokenException.WRONG_NODE, node, "is for node " + token.getSubject());
    }
  }

  @Override
  public String toString() {
    return "JoinToken[" + id() + "]";
  }

  private static TokenException refuse(String code, String node, String text) {
    return new TokenException(
        code, "the join token of node " + node + " " + text + "; create another for it");
  }
}
