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

  /** The node has not reported in time. */
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

  private Codes() {}
}
