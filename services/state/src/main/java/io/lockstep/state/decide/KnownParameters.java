package io.lockstep.state.decide;

import io.lockstep.state.image.ClusterImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parameters that Lockstep knows. All others are free strings. */
public final class KnownParameters {
  /** What the cluster does. */
  public static final KnownParameter MODE =
      KnownParameter.choice(
          "Cluster.mode",
          "disabled",
          List.of("active", "passive", "passive_legacy", "disabled"),
          true,
          "Whether all nodes do the product's work (active), the primary alone (passive,"
              + " passive_legacy), or each node for itself (disabled).");

  /** How long a node may be silent. */
  public static final KnownParameter CONNECTION_TIMEOUT =
      KnownParameter.integer(
          "Cluster.connectionTimeout",
          10_000,
          1_000,
          600_000,
          true,
          "Milliseconds without a report after which a node counts as gone; a primary that is gone"
              + " is replaced by the next in the promotion order.");

  /** Whether the preferred node takes over again. */
  public static final KnownParameter FAILBACK =
      KnownParameter.choice(
          "Cluster.failback",
          "manual",
          List.of("manual", "preferred"),
          true,
          "Whether the first node of the promotion order becomes primary again by itself once it is"
              + " back and in step (preferred), or only when told to (manual).");

  /** Threads of the product. */
  public static final KnownParameter MAX_THREADS =
      KnownParameter.integer(
          "Cluster.ThreadPools.ThreadPool.GeneralMessageProcessing.maxThreads",
          4,
          1,
          10_000,
          false,
          "Threads of the product that process messages between nodes; 100 and more under load.");

  /** Whether nodes serve HTTPS. */
  public static final KnownParameter ENABLE_SSL =
      KnownParameter.choice(
          "Cluster.enable.SSL",
          "true",
          List.of("true", "false"),
          true,
          "Whether the nodes serve their API with TLS (true), or in the clear (false), of which"
              + " every node warns.");

  /** The certificate that the product uses. */
  public static final KnownParameter CRYPTO_ALIAS =
      KnownParameter.alias(
          "Cluster.Crypto.Alias",
          "admind",
          false,
          "The certificate of the product, which must be there before it is named and cannot be"
              + " removed while it is.");

  /** How far a joiner's clock may be off. */
  public static final KnownParameter MAXIMUM_CLOCK_SKEW =
      KnownParameter.integer(
          "Cluster.maximumClockSkew",
          5_000,
          100,
          3_600_000,
          true,
          "Milliseconds by which the clock of a node that joins may differ from the brokers'.");

  /** Fewest nodes that shall be available. */
  public static final KnownParameter MINIMUM_NODES =
      KnownParameter.integer(
          "Cluster.minimumNodes",
          0,
          0,
          10_000,
          true,
          "Fewest nodes that shall be available; fewer raise an alert. 0: any.");

  /** Whether the product is in maintenance. */
  public static final KnownParameter MAINTENANCE =
      KnownParameter.choice(
          "Cluster.maintenance",
          "off",
          List.of("off", "on"),
          true,
          "Whether the product is read-only on all nodes (on), for an upgrade or a repair; each node"
              + " says when it is.");

  /** What holds on a node that has no profile of its own. */
  public static final KnownParameter PROFILES =
      KnownParameter.text(
          "Cluster.profiles",
          "standard",
          false,
          new BoundedPattern(
              ProfileNames.FORM + "(," + ProfileNames.FORM + "){0," + (ProfileNames.MOST - 1) + "}",
              "names of profiles separated by commas, without spaces"),
          "The profiles of a node, separated by commas: what its product keeps on disk.");

  /** What the names of {@link #profile} begin with. */
  private static final String PROFILE = ProfileNames.PREFIX;

  /** What the names of {@link #minimumHolders} begin with. */
  public static final String MINIMUM_HOLDERS = "Cluster.minimumHolders.";

  private static final Map<String, KnownParameter> ALL =
      List.of(
              MODE,
              CONNECTION_TIMEOUT,
              FAILBACK,
              MAX_THREADS,
              ENABLE_SSL,
              CRYPTO_ALIAS,
              MAXIMUM_CLOCK_SKEW,
              MINIMUM_NODES,
              MAINTENANCE,
              PROFILES,
              profile("NAME"),
              minimumHolders("ROLE"))
          .stream()
          .collect(Collectors.toUnmodifiableMap(KnownParameter::key, Function.identity()));

  private KnownParameters() {}

  /** The parameter of that name, if it is known. */
  public static Optional<KnownParameter> get(String key) {
    KnownParameter known = ALL.get(key);
    if (known == null && key.startsWith(PROFILE)) {
      known = profile(key.substring(PROFILE.length()));
    } else if (known == null
        && key.startsWith(MINIMUM_HOLDERS)
        && key.length() > MINIMUM_HOLDERS.length()) {
      known = minimumHolders(key.substring(MINIMUM_HOLDERS.length()));
    }
    return Optional.ofNullable(known);
  }

  /** A profile that was installed; the reference has one for them all. */
  private static KnownParameter profile(String name) {
    return KnownParameter.text(
        PROFILE + name,
        "",
        true,
        null,
        "The profile NAME as YAML; lockstep profile install sets it.");
  }

  /** Fewest available holders of a role; the reference has one for them all. */
  private static KnownParameter minimumHolders(String role) {
    return KnownParameter.integer(
        MINIMUM_HOLDERS + role,
        0,
        0,
        10_000,
        true,
        "Fewest nodes with the role ROLE that shall be available; fewer raise an alert. 0: any.");
  }

  /** All, ordered by name. */
  public static List<KnownParameter> all() {
    return ALL.values().stream().sorted((x, y) -> x.key().compareTo(y.key())).toList();
  }

  /** The shared value of a known parameter, or its default. */
  public static String shared(ClusterImage image, KnownParameter parameter) {
    return image.configuration().shared(parameter.key()).orElse(parameter.defaultValue());
  }
}
