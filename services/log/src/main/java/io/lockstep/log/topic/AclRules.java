package io.lockstep.log.topic;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.lockstep.log.LogConnection;
import io.lockstep.schema.topic.TopicContract;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The least that each role needs, and which entries of the brokers concern the cluster.
 *
 * <p>READ and WRITE imply DESCRIBE, which offsets and partitions ask for; DESCRIBE_CONFIGS is for
 * {@link TopicVerifier}. Nothing is needed on the Kafka cluster itself: its features are told to
 * everybody who may connect, and an idempotent producer needs no more than WRITE.
 */
final class AclRules {
  private static final String ANY_HOST = "*";

  private final LogConnection connection;
  private final Principals principals;

  AclRules(LogConnection connection, Principals principals) {
    this.connection = connection;
    this.principals = principals;
  }

  /** Every entry that there should be. */
  Set<AclBinding> wanted() {
    Set<AclBinding> wanted = new HashSet<>();
    for (TopicContract contract : TopicContract.values()) {
      String topic = connection.topic(contract);
      principals.eligible().forEach(who -> topic(wanted, who, topic, eligible(contract)));
      principals.members().forEach(who -> topic(wanted, who, topic, member(contract)));
      principals.viewers().forEach(who -> topic(wanted, who, topic, List.of(READ)));
      principals.status().forEach(who -> topic(wanted, who, topic, status(contract)));
    }
    for (String who : principals.eligible()) {
      // The transactions commit which commands are decided as offsets of the group.
      literal(wanted, who, ResourceType.TRANSACTIONAL_ID, connection.primaryId(), WRITE);
      literal(wanted, who, ResourceType.GROUP, connection.primaryId(), READ);
    }
    for (String who : principals.status()) {
      // Its group and its stores are named by its application id.
      literal(wanted, who, ResourceType.GROUP, statusId(), READ);
      // Who is to be notified by which way has read the alerts as far as it was.
      add(wanted, who, ResourceType.GROUP, statusId() + "-", PatternType.PREFIXED, READ);
      for (AclOperation operation : List.of(CREATE, DELETE, READ, WRITE, DESCRIBE_CONFIGS)) {
        add(wanted, who, ResourceType.TOPIC, statusId() + "-", PatternType.PREFIXED, operation);
      }
    }
    return wanted;
  }

  /** Nodes that become primary write what is decided, and read what is asked for. */
  private static List<AclOperation> eligible(TopicContract contract) {
    return switch (contract) {
      case EVENTS, JOURNAL, OUTCOMES, COMMANDS, CONTENT, NODE_REPORTS -> List.of(READ, WRITE);
      case NODE_STATUS, CLUSTER_STATUS, ALERTS -> List.of();
      case CONFIGURATION, CERTIFICATES, MEMBERS, PROMOTIONS -> List.of();
    };
  }

  private static List<AclOperation> member(TopicContract contract) {
    return switch (contract) {
      case EVENTS, OUTCOMES, JOURNAL -> List.of(READ); // any node answers for the past
      case COMMANDS -> List.of(WRITE);
      case CONTENT, NODE_REPORTS -> List.of(READ, WRITE);
      case NODE_STATUS, CLUSTER_STATUS, ALERTS -> List.of();
      case CONFIGURATION, CERTIFICATES, MEMBERS, PROMOTIONS -> List.of();
    };
  }

  /**
   * It writes what no node writes, and reads it again for its stores; its timeline is the journal.
   */
  private static List<AclOperation> status(TopicContract contract) {
    return switch (contract) {
      case EVENTS, JOURNAL, NODE_REPORTS, OUTCOMES -> List.of(READ);
      case COMMANDS, CONTENT -> List.of();
      case NODE_STATUS, CLUSTER_STATUS, ALERTS -> List.of(READ, WRITE);
      case CONFIGURATION, CERTIFICATES, MEMBERS, PROMOTIONS -> List.of(READ, WRITE);
    };
  }

  private static void topic(
      Set<AclBinding> wanted, String who, String topic, List<AclOperation> operations) {
    for (AclOperation operation : operations) {
      literal(wanted, who, ResourceType.TOPIC, topic, operation);
      literal(wanted, who, ResourceType.TOPIC, topic, DESCRIBE_CONFIGS);
    }
  }

  private static void literal(
      Set<AclBinding> wanted, String who, ResourceType type, String name, AclOperation operation) {
    add(wanted, who, type, name, PatternType.LITERAL, operation);
  }

  private static void add(
      Set<AclBinding> wanted,
      String who,
      ResourceType type,
      String name,
      PatternType pattern,
      AclOperation operation) {
    wanted.add(
        new AclBinding(
            new ResourcePattern(type, name, pattern),
            new AccessControlEntry(who, ANY_HOST, operation, AclPermissionType.ALLOW)));
  }

  /** Whether an entry is about this cluster of Lockstep and nothing else. */
  boolean isOurs(AclBinding binding) {
    return isNamed(binding) && binding.pattern().name().startsWith(prefix());
  }

  /** Whether an entry reaches this cluster of Lockstep, and more. */
  boolean isWider(AclBinding binding) {
    ResourcePattern pattern = binding.pattern();
    if (pattern.resourceType() == ResourceType.CLUSTER) {
      return principals.all().contains(binding.entry().principal());
    }
    return isNamed(binding)
        && !isOurs(binding)
        && (pattern.name().equals(ResourcePattern.WILDCARD_RESOURCE)
            || pattern.patternType() == PatternType.PREFIXED
                && prefix().startsWith(pattern.name()));
  }

  private static boolean isNamed(AclBinding binding) {
    return switch (binding.pattern().resourceType()) {
      case TOPIC, GROUP, TRANSACTIONAL_ID -> true;
      default -> false;
    };
  }

  /** A cluster's name has no dot, so that no other cluster's topics begin like this. */
  private String prefix() {
    return "lockstep." + connection.cluster() + ".";
  }

  private String statusId() {
    return prefix() + "status";
  }
}
