package io.lockstep.state.decide;

/** The stable codes of refusals. */
public final class Codes {
  /** The command is for another cluster. */
  public static final String WRONG_CLUSTER = "wrong-cluster";

  /** The command comes from a node that is no member. */
  public static final String UNKNOWN_NODE = "unknown-node";

  /** The node was removed. */
  public static final String NODE_REMOVED = "node-removed";

  /** Another node has that id. */
  public static final String DUPLICATE_NODE = "duplicate-node";

  /** Another node has that host or address, or an order names a host twice. */
  public static final String DUPLICATE_HOST = "duplicate-host";

  /** The entity has another revision than expected. */
  public static final String CONFLICT = "conflict";

  /** There is nothing with that name. */
  public static final String NOT_FOUND = "not-found";

  /** The name of a parameter is not allowed. */
  public static final String INVALID_KEY = "invalid-key";

  /** The value is out of bounds or of the wrong type. */
  public static final String INVALID_VALUE = "invalid-value";

  /** The value is too long. */
  public static final String VALUE_TOO_LARGE = "value-too-large";

  /** The text is not valid Unicode. */
  public static final String NOT_UTF8 = "not-utf-8";

  /** The scope is malformed, or nothing has it. */
  public static final String UNKNOWN_SCOPE = "unknown-scope";

  /** The parameter may not have that scope. */
  public static final String SCOPE_NOT_ALLOWED = "scope-not-allowed";

  /** Something about a node is malformed. */
  public static final String INVALID_NODE = "invalid-node";

  /** An entry of a promotion order is malformed. */
  public static final String INVALID_ORDER = "invalid-order";

  /** A path of content is malformed or leaves its folder. */
  public static final String INVALID_PATH = "invalid-path";

  /** The primary cannot be removed. */
  public static final String NODE_IS_PRIMARY = "node-is-primary";

  /** The node may not be promoted. */
  public static final String NOT_ENTITLED = "not-entitled";

  /** The node is behind. */
  public static final String NODE_LAGS = "node-lags";

  /** The node has not reported in time, or reports that it is not fit for a role. */
  public static final String NODE_NOT_ALIVE = "node-not-alive";

  /** Nobody can take over. */
  public static final String NO_SUCCESSOR = "no-successor";

  /** The format level cannot be that. */
  public static final String INVALID_FORMAT = "invalid-format";

  /** A node cannot read the format level. */
  public static final String FORMAT_NOT_SUPPORTED = "format-not-supported";

  /** The request asks for nothing, or for too much at once. */
  public static final String INVALID_REQUEST = "invalid-request";

  /** This version cannot do that. */
  public static final String NOT_SUPPORTED = "not-supported";

  /** The node holds another cluster secret. */
  public static final String SECRET_MISMATCH = "secret-mismatch";

  /** The node has not proven that it holds the cluster secret. */
  public static final String SECRET_NOT_PROVEN = "secret-not-proven";

  /** The node has shown no join token. */
  public static final String TOKEN_MISSING = "token-missing";

  /** The cluster knows no such token, or has forgotten it. */
  public static final String TOKEN_UNKNOWN = "token-unknown";

  /** The token was used already. */
  public static final String TOKEN_USED = "token-used";

  /** The token's life is over. */
  public static final String TOKEN_EXPIRED = "token-expired";

  /** The token was revoked. */
  public static final String TOKEN_REVOKED = "token-revoked";

  /** The token is for another node. */
  public static final String TOKEN_WRONG_NODE = "token-wrong-node";

  /** The token is for something else. */
  public static final String TOKEN_WRONG_KIND = "token-wrong-kind";

  /** The node runs a Lockstep of another major version. */
  public static final String SOFTWARE_VERSION = "software-version";

  /** The node runs another version of the managed product. */
  public static final String PRODUCT_VERSION = "product-version";

  /** The node's clock is too far off. */
  public static final String CLOCK_SKEW = "clock-skew";

  /** A licence allows no more nodes. */
  public static final String LICENCE_CAP = "licence-cap";

  /** The command's signature is not its origin's. Refused by the primary before it decides. */
  public static final String BAD_SIGNATURE = "bad-signature";

  /** The parameter is secret and the value is in the clear. */
  public static final String SECRET_VALUE = "secret-value";

  /** Something about a certificate or an authority is malformed. */
  public static final String INVALID_CERTIFICATE = "invalid-certificate";

  /** There is a certificate with that alias. */
  public static final String CERTIFICATE_EXISTS = "certificate-exists";

  /** A parameter names the certificate. */
  public static final String CERTIFICATE_IN_USE = "certificate-in-use";

  /** A profile that shall be removed holds on a node. */
  public static final String PROFILE_IN_USE = "profile-in-use";

  /** Something about a licence is malformed. */
  public static final String INVALID_LICENCE = "invalid-licence";

  /** The version of the cluster secret cannot become that. */
  public static final String INVALID_SECRET = "invalid-secret";

  /** Something is still sealed with that version of the cluster secret. */
  public static final String SECRET_IN_USE = "secret-in-use";

  /** Something about a token is malformed, or it cannot become that. */
  public static final String INVALID_TOKEN = "invalid-token";

  private Codes() {}
}
