package io.lockstep.state.image;

import io.lockstep.schema.Event;

/** The keys of entities, which are the keys of their records in the topic {@code events}. */
public final class EntityKeys {
  /** The cluster itself. */
  public static final String CLUSTER = "cluster";

  /** The format level. */
  public static final String FORMAT = "format";

  /** The primary. */
  public static final String PRIMARY = "primary";

  /** What the keys of all versions of the cluster secret begin with. */
  public static final String SECRETS = "secret/";

  /** The promotion order. */
  public static final String PROMOTION_ORDER = "promotion-order";

  /** The scope of a parameter that every node shares. */
  public static final String SHARED = "shared";

  private EntityKeys() {}

  /**
   * The entity that an event is the state of.
   *
   * @throws UnknownEventException if this version does not know the event's type
   */
  public static String of(Event event) {
    return PayloadType.of(event).keyOf(event.getPayload());
  }

  /**
   * The entity that a payload is the state of.
   *
   * @throws IllegalArgumentException if it is no payload of an event
   */
  public static String ofPayload(Object payload) {
    return PayloadType.keyOfPayload(payload);
  }

  /** A parameter in a scope. */
  public static String configuration(String key, String scope) {
    return SHARED.equals(scope) ? "configuration/" + key : "configuration/" + key + "@" + scope;
  }

  /** Whether this is the key of a parameter's shared value; no name has such a scope in it. */
  static boolean isShared(String configuration) {
    return !configuration.contains("@node:") && !configuration.contains("@site:");
  }

  /** A node. */
  public static String node(String id) {
    return "node/" + id;
  }

  /** A path of managed content. */
  public static String content(String folder, String path) {
    return "content/" + folder + "/" + path;
  }

  /** A licence of a node. */
  public static String licence(String node, String product) {
    return "licence/" + node + "/" + product;
  }

  /** A certificate. */
  public static String certificate(String alias) {
    return "certificate/" + alias;
  }

  /** A trust anchor. */
  public static String trustAnchor(String id) {
    return "trust-anchor/" + id;
  }

  /** A version of the cluster secret. */
  public static String secret(int version) {
    return SECRETS + version;
  }

  /** A token. */
  public static String token(String id) {
    return "token/" + id;
  }
}
