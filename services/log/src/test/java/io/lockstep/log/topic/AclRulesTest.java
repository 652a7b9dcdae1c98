package io.lockstep.log.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.LogConnection;
import io.lockstep.schema.topic.TopicContract;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AclRulesTest {
  private static final LogConnection EAST =
      new LogConnection(
          "east", "b:9092", URI.create("http://r/apis/registry/v3"), Path.of("s"), Map.of());
  private static final Principals ALL =
      new Principals(
          List.of("User:n1"), List.of("User:n4"), List.of("User:ops"), List.of("User:status"));

  private static Set<String> allowed(String who, ResourceType type, String name) {
    return new AclRules(EAST, ALL)
        .wanted().stream()
            .filter(b -> b.entry().principal().equals(who))
            .filter(b -> b.pattern().resourceType() == type && b.pattern().name().equals(name))
            .map(b -> b.entry().operation().name())
            .collect(Collectors.toSet());
  }

  private static Set<String> writers(TopicContract topic) {
    return new AclRules(EAST, ALL)
        .wanted().stream()
            .filter(b -> b.pattern().name().equals(EAST.topic(topic)))
            .filter(b -> b.entry().operation() == AclOperation.WRITE)
            .map(b -> b.entry().principal())
            .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(
      value = TopicContract.class,
      names = {"EVENTS", "JOURNAL", "OUTCOMES"})
  void letOnlyEligibleNodesWriteWhatAPrimaryDecides(TopicContract topic) {
    assertThat(writers(topic)).containsExactly("User:n1");
  }

  @ParameterizedTest
  @EnumSource(
      value = TopicContract.class,
      names = {"COMMANDS", "NODE_REPORTS", "CONTENT"})
  void letEveryNodeWriteWhatNodesSay(TopicContract topic) {
    assertThat(writers(topic)).containsExactlyInAnyOrder("User:n1", "User:n4");
  }

  @Test
  void letTheStatusApplicationAloneWriteItsTopics() {
    assertThat(TopicContract.ofStatus())
        .allSatisfy(topic -> assertThat(writers(topic)).containsExactly("User:status"));
  }

  @Test
  void letTheStatusApplicationReadWhatItTellsAndKeepItsPlaceAmongAlerts() {
    for (TopicContract topic :
        List.of(
            TopicContract.EVENTS,
            TopicContract.JOURNAL,
            TopicContract.NODE_REPORTS,
            TopicContract.OUTCOMES)) {
      assertThat(allowed("User:status", ResourceType.TOPIC, EAST.topic(topic)))
          .containsExactlyInAnyOrder("READ", "DESCRIBE_CONFIGS");
    }
    assertThat(allowed("User:status", ResourceType.GROUP, "lockstep.east.status"))
        .containsExactly("READ");
    assertThat(allowed("User:status", ResourceType.GROUP, "lockstep.east.status-"))
        .containsExactly("READ");
  }

  @ParameterizedTest
  @EnumSource(TopicContract.class)
  void letViewersReadEverything(TopicContract topic) {
    assertThat(allowed("User:ops", ResourceType.TOPIC, EAST.topic(topic)))
        .containsExactlyInAnyOrder("READ", "DESCRIBE_CONFIGS");
  }

  @Test
  void letOnlyEligibleNodesBeWhoTheBrokerFences() {
    assertThat(allowed("User:n1", ResourceType.TRANSACTIONAL_ID, EAST.primaryId()))
        .containsExactly("WRITE");
    assertThat(allowed("User:n1", ResourceType.GROUP, EAST.primaryId())).containsExactly("READ");
    assertThat(new AclRules(EAST, ALL).wanted())
        .filteredOn(b -> b.pattern().name().equals(EAST.primaryId()))
        .extracting(b -> b.entry().principal())
        .containsOnly("User:n1");
  }

  @Test
  void allowNothingOnTheKafkaClusterAndNothingThatWouldChangeTopicsOfNodes() {
    Set<AclBinding> wanted = new AclRules(EAST, ALL).wanted();

    assertThat(wanted)
        .extracting(b -> b.pattern().resourceType())
        .containsOnly(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID);
    assertThat(wanted)
        .filteredOn(b -> !b.entry().principal().equals("User:status"))
        .extracting(b -> b.entry().operation())
        .containsOnly(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS);
  }

  @Test
  void letEveryNodeReadThePast() {
    for (String node : List.of("User:n1", "User:n4")) {
      assertThat(allowed(node, ResourceType.TOPIC, EAST.topic(TopicContract.JOURNAL)))
          .contains("READ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "User:", "User:*", "User:a b", "Group:x", ""})
  void takeNoPrincipalThatIsNotOneUser(String principal) {
    List<String> wrong = List.of(principal);

    assertThatThrownBy(() -> new Principals(wrong, List.of(), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + principal + "'");
  }

  @Test
  void areNotAppliedWithoutANodeThatCouldBecomePrimary() {
    Principals viewers = new Principals(List.of(), List.of(), List.of("User:ops"), List.of());

    assertThatThrownBy(() -> new AclProvisioner(EAST, viewers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No eligible node is named");
  }
}
