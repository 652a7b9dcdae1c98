package io.lockstep.schema.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopicContractTest {
  private static final String WEEK = "604800000";

  @ParameterizedTest
  @CsvSource({
    "EVENTS, events, compact, Event",
    "JOURNAL, journal, delete, JournalEntry",
    "COMMANDS, commands, delete, Command",
    "OUTCOMES, outcomes, 'compact,delete', Outcome",
    "CONTENT, content, compact, ContentChunk",
    "NODE_REPORTS, node-reports, 'compact,delete', NodeReport",
    "NODE_STATUS, node-status, compact, NodeStatus",
    "CLUSTER_STATUS, cluster-status, compact, ClusterStatus",
    "ALERTS, alerts, delete, Alert",
    "CONFIGURATION, configuration, compact, ConfigurationView",
    "CERTIFICATES, certificates, compact, CertificateView",
    "MEMBERS, members, compact, MemberView",
    "PROMOTIONS, promotions, compact, PromotionView"
  })
  void eachTopicHasItsNameCleanupAndRecord(
      TopicContract contract, String suffix, String cleanup, String record) {
    assertThat(contract.topic("blue")).isEqualTo("lockstep.blue." + suffix);
    assertThat(contract.suffix()).isEqualTo(suffix);
    assertThat(contract.settings()).containsEntry("cleanup.policy", cleanup);
    assertThat(contract.cleanup().setting()).isEqualTo(cleanup);
    assertThat(contract.schema().getFullName()).isEqualTo("io.lockstep.schema." + record);
  }

  @ParameterizedTest
  @EnumSource
  void noTopicLosesRecordsToAnUncleanLeaderOrTheProducersClock(TopicContract contract) {
    assertThat(contract.settings())
        .containsEntry("unclean.leader.election.enable", "false")
        .containsEntry("message.timestamp.type", "LogAppendTime");
  }

  @ParameterizedTest
  @EnumSource(names = {"EVENTS", "JOURNAL", "COMMANDS", "OUTCOMES"})
  void whatGivesTheClusterItsOrderHasOnePartition(TopicContract contract) {
    assertThat(contract.partitions()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "JOURNAL, -1",
    "COMMANDS, " + WEEK,
    "OUTCOMES, " + WEEK,
    "NODE_REPORTS, " + WEEK,
    "ALERTS, 2592000000"
  })
  void whatIsDroppedByAgeHasItsAgeAndNoBoundOfSize(TopicContract contract, String retention) {
    assertThat(contract.settings())
        .containsEntry("retention.ms", retention)
        .containsEntry("retention.bytes", "-1");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "EVENTS",
        "CONTENT",
        "NODE_STATUS",
        "CLUSTER_STATUS",
        "CONFIGURATION",
        "CERTIFICATES",
        "MEMBERS",
        "PROMOTIONS"
      })
  void whatIsOnlyCompactedHasNoRetention(TopicContract contract) {
    assertThat(contract.settings()).doesNotContainKeys("retention.ms", "retention.bytes");
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE_REPORTS", "NODE_STATUS", "CLUSTER_STATUS"})
  void whatIsReplacedEachSecondBeginsWithShortSegments(TopicContract contract) {
    assertThat(contract.firstSettings())
        .isEqualTo(Map.of("segment.bytes", "16777216", "segment.ms", "600000"));
    assertThat(contract.settings()).doesNotContainKeys("segment.bytes", "segment.ms");
  }

  @Test
  void aSetOfChangesFitsIntoOneCommand() {
    assertThat(TopicContract.COMMANDS.settings())
        .containsEntry("max.message.bytes", Integer.toString(16 * 1024 * 1024));
  }

  @Test
  void everyTopicIsOfTheNodesOrOfTheStatusApplication() {
    Set<TopicContract> all = EnumSet.copyOf(TopicContract.ofNodes());
    all.addAll(TopicContract.ofStatus());

    assertThat(all).containsExactly(TopicContract.values());
    assertThat(TopicContract.ofNodes()).doesNotContainAnyElementsOf(TopicContract.ofStatus());
  }

  @Test
  void namesDifferAndClustersDoNotMeet() {
    assertThat(Arrays.stream(TopicContract.values()).map(t -> t.topic("a")))
        .doesNotHaveDuplicates();
    assertThat(TopicContract.EVENTS.topic("a")).isNotEqualTo(TopicContract.EVENTS.topic("b"));
  }

  @ParameterizedTest
  @EnumSource
  void settingsCannotBeChanged(TopicContract contract) {
    var settings = contract.settings();

    assertThatThrownBy(() -> settings.put("cleanup.policy", "delete"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
