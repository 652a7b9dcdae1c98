package io.lockstep.log.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.testing.TestKafka;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a broker that checks rights, and lets everybody change them. */
class AclProvisionerIT {
  private static TestKafka kafka;

  @BeforeAll
  static void start() {
    kafka =
        TestKafka.start(
            1,
            Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS"));
  }

  @AfterAll
  static void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }

  private static LogConnection connection(String cluster, String brokers) {
    return new LogConnection(
        cluster, brokers, URI.create("http://127.0.0.1:1"), Path.of("unused"), Map.of());
  }

  private static LogConnection connection(String cluster) {
    return connection(cluster, kafka.bootstrapServers());
  }

  private static Principals principals(List<String> eligible, List<String> members) {
    return new Principals(eligible, members, List.of("User:ops"), List.of());
  }

  private static void allow(
      String who, ResourceType type, String name, PatternType pattern, AclOperation operation) {
    AclBinding binding =
        new AclBinding(
            new ResourcePattern(type, name, pattern),
            new AccessControlEntry(who, "*", operation, AclPermissionType.ALLOW));
    kafka.admin(a -> a.createAcls(List.of(binding)).all());
  }

  @Test
  void givesEachItsRightsOnce() {
    AclProvisioner rights =
        new AclProvisioner(connection("once"), principals(List.of("User:n1"), List.of("User:n4")));

    assertThat(rights.verify())
        .extracting(AclProblem::message)
        .contains("User:n1 lacks WRITE on topic lockstep.once.events")
        .contains("User:n1 lacks WRITE on transactional id lockstep.once.primary")
        .doesNotContain("User:n4 lacks WRITE on topic lockstep.once.events");
    List<String> first = rights.provision();
    List<String> second = rights.provision();

    assertThat(first)
        .contains(
            "allowed User:n1 on topic lockstep.once.events: DESCRIBE_CONFIGS, READ, WRITE",
            "allowed User:n4 on topic lockstep.once.events: DESCRIBE_CONFIGS, READ",
            "allowed User:n4 on topic lockstep.once.commands: DESCRIBE_CONFIGS, WRITE");
    assertThat(second).isEmpty();
    assertThat(rights.verify()).isEmpty();
  }

  @Test
  void takesRightsFromANodeThatIsEligibleNoLongerAndFromThoseWhoAreNotNamed() {
    LogConnection log = connection("moved");
    new AclProvisioner(log, principals(List.of("User:n1", "User:n2"), List.of("User:n3")))
        .provision();
    AclProvisioner later =
        new AclProvisioner(log, principals(List.of("User:n1"), List.of("User:n2")));

    List<AclProblem> before = later.verify();
    List<String> done = later.provision();

    assertThat(before)
        .extracting(AclProblem::message)
        .contains("User:n2 has WRITE on topic lockstep.moved.events, which is too much")
        .contains("User:n3 has WRITE on topic lockstep.moved.commands, which is too much");
    assertThat(done)
        .contains(
            "took from User:n2 on topic lockstep.moved.events: WRITE",
            "took from User:n2 on transactional id lockstep.moved.primary: WRITE",
            "took from User:n3 on topic lockstep.moved.commands: DESCRIBE_CONFIGS, WRITE");
    assertThat(later.verify()).isEmpty();
  }

  @Test
  void namesRightsThatReachFurtherThanTheClusterAndLeavesThemAlone() {
    AclProvisioner rights =
        new AclProvisioner(connection("wide"), principals(List.of("User:w1"), List.of()));
    rights.provision();
    allow("User:x", ResourceType.TOPIC, "lockstep.wid", PatternType.PREFIXED, AclOperation.WRITE);
    allow(
        "User:w1", ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL, AclOperation.ALTER);
    allow("User:y", ResourceType.TOPIC, "lockstep.wider.x", PatternType.LITERAL, AclOperation.READ);

    List<String> done = rights.provision();

    assertThat(done).isEmpty();
    assertThat(rights.verify())
        .extracting(AclProblem::message)
        .containsExactly(
            "User:w1 has ALTER on the Kafka cluster, which is too much; it concerns more than"
                + " this cluster, so remove it with kafka-acls",
            "User:x has WRITE on every topic lockstep.wid…, which is too much; it concerns more"
                + " than this cluster, so remove it with kafka-acls");
  }

  @Test
  void saysThatBrokersCheckNoRights() {
    LogConnection open = connection("open", TestKafka.single().bootstrapServers());
    AclProvisioner rights = new AclProvisioner(open, principals(List.of("User:n1"), List.of()));

    assertThatThrownBy(rights::provision)
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("checks no rights")
        .hasMessageContaining("authorizer.class.name");
  }
}
