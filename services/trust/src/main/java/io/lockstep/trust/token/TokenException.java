package io.lockstep.trust.token;

import io.lockstep.trust.TrustException;
import java.nio.file.Path;

/** A token is refused. The message never holds the token. */
public final class TokenException extends TrustException {
  /** The cluster never issued it, or has forgotten it. */
  public static final String UNKNOWN = "token-unknown";

  /** It was used already. */
  public static final String USED = "token-used";

  /** It was revoked. */
  public static final String REVOKED = "token-revoked";

  /** Its life is over. */
  public static final String EXPIRED = "token-expired";

  /** It was issued for another node. */
  public static final String WRONG_NODE = "token-wrong-node";

  /** It is a token for something else. */
  public static final String WRONG_KIND = "token-wrong-kind";

  /** It is none. */
  public static final String MALFORMED = "token-malformed";

  /** Its signature is wrong: it was altered, or comes from another cluster. */
  public static final String ALTERED = "token-altered";

  /** It was signed with a version of the secret that this node has not. */
  public static final String UNKNOWN_VERSION = "token-unknown-version";

  /** It begins later than now. */
  public static final String NOT_YET_VALID = "token-not-yet-valid";

  TokenException(String code, String message) {
    super(code, message, null);
  }

  /** The same refusal of what a file holds, which its message names. */
  public TokenException in(Path file) {
    return new TokenException(code(), file + ": " + getMessage());
  }
}
