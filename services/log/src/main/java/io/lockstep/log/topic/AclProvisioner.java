package io.lockstep.log.topic;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Gives each principal of a cluster the rights of its role and takes what is more. Only nodes that
 * may become primary can write "events", "journal" and "outcomes"; see {@link AclRules}. Its own
 * principal must be a super user, or have ALTER on the Kafka cluster.
 */
public final class AclProvisioner {
  private final LogConnection connection;
  private final AclRules rules;

  /**
   * Does not connect yet.
   *
   * @throws IllegalArgumentException if no node may become primary
   */
  public AclProvisioner(LogConnection connection, Principals principals) {
    if (principals.eligible().isEmpty()) {
      throw new IllegalArgumentException(
          "No eligible node is named, so that no node could become primary: name all principals"
              + " of cluster "
              + connection.cluster()
              + ", since those that are not named lose their rights");
    }
    this.connection = connection;
    this.rules = new AclRules(connection, principals);
  }

  /**
   * Adds what is missing, then removes what is too much. Whoever is in no list loses every right on
   * the cluster's topics. Entries that concern more than this cluster stay as they are; {@link
   * #verify()} tells of them. Doing it again changes nothing.
   *
   * @return what was done, a line each; empty when there was nothing to do
   * @throws LogUnavailableException if the brokers do not answer, check no rights, or do not let
   *     this client change them
   */
  public List<String> provision() {
    List<String> done = new ArrayList<>();
    try (AdminRequests admin = new AdminRequests(connection)) {
      Set<AclBinding> existing = existing(admin);
      Set<AclBinding> missing = missing(existing);
      if (!missing.isEmpty()) {
        admin.ask("allow clients what they need", a -> a.createAcls(missing).all());
        done.addAll(lines("allowed ", missing));
      }
      Set<AclBinding> surplus = surplus(existing);
      if (!surplus.isEmpty()) {
        List<AclBindingFilter> filters = surplus.stream().map(AclBinding::toFilter).toList();
        admin.ask("take away what clients do not need", a -> a.deleteAcls(filters).all());
        done.addAll(lines("took from ", surplus));
      }
    }
    return done;
  }

  /**
   * Compares.
   *
   * @return what is missing and what is too much; empty when all is well
   * @throws LogUnavailableException as {@link #provision()} does
   */
  public List<AclProblem> verify() {
    try (AdminRequests admin = new AdminRequests(connection)) {
      Set<AclBinding> existing = existing(admin);
      List<AclProblem> problems = new ArrayList<>();
      missing(existing).forEach(b -> problems.add(problem(AclProblem.Kind.MISSING, b, true)));
      surplus(existing).forEach(b -> problems.add(problem(AclProblem.Kind.SURPLUS, b, true)));
      existing.stream()
          .filter(rules::isWider)
          .forEach(b -> problems.add(problem(AclProblem.Kind.SURPLUS, b, false)));
      problems.sort(
          Comparator.comparing(AclProblem::kind)
              .thenComparing(AclProblem::principal)
              .thenComparing(AclProblem::resource)
              .thenComparing(AclProblem::operation));
      return problems;
    }
  }

  private Set<AclBinding> existing(AdminRequests admin) {
    try {
      Collection<AclBinding> all =
          admin.ask("describe its rights", a -> a.describeAcls(AclBindingFilter.ANY).values());
      return new HashSet<>(all);
    } catch (LogUnavailableException e) {
      if (e.getCause() instanceof SecurityDisabledException) {
        throw new LogUnavailableException(
            "Kafka at "
                + connection.bootstrapServers()
                + " checks no rights: everybody who reaches it may do anything. Set"
                + " authorizer.class.name of the brokers to"
                + " org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            e.getCause());
      }
      throw e;
    }
  }

  private Set<AclBinding> missing(Set<AclBinding> existing) {
    Set<AclBinding> missing = new HashSet<>(rules.wanted());
    missing.removeAll(existing);
    return missing;
  }

  private Set<AclBinding> surplus(Set<AclBinding> existing) {
    Set<AclBinding> surplus = new HashSet<>(existing);
    surplus.removeIf(binding -> !rules.isOurs(binding));
    surplus.removeAll(rules.wanted());
    return surplus;
  }

  /** A line for each principal and resource, sorted. */
  private static List<String> lines(String did, Set<AclBinding> bindings) {
    return bindings.stream()
        .collect(
            groupingBy(
                b -> b.entry().principal() + " on " + resource(b.pattern()),
                TreeMap::new,
                mapping(AclProvisioner::operation, joining(", "))))
        .entrySet()
        .stream()
        .map(e -> did + e.getKey() + ": " + sorted(e.getValue()))
        .toList();
  }

  private static String sorted(String operations) {
    return List.of(operations.split(", ")).stream().sorted().collect(joining(", "));
  }

  private static AclProblem problem(AclProblem.Kind kind, AclBinding binding, boolean correctable) {
    return new AclProblem(
        kind,
        binding.entry().principal(),
        operation(binding),
        resource(binding.pattern()),
        correctable);
  }

  private static String operation(AclBinding binding) {
    String host = binding.entry().host();
    return (binding.entry().permissionType() == AclPermissionType.DENY ? "not " : "")
        + binding.entry().operation()
        + (host.equals("*") ? "" : " from " + host);
  }

  private static String resource(ResourcePattern pattern) {
    if (pattern.resourceType() == ResourceType.CLUSTER) {
      return "the Kafka cluster";
    }
    String type = pattern.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (pattern.name().equals(ResourcePattern.WILDCARD_RESOURCE)) {
      return "every " + type;
    }
    return pattern.patternType() == PatternType.PREFIXED
        ? "every " + type + " " + pattern.name() + "…"
        : type + " " + pattern.name();
  }
}
