package io.lockstep.node;

import io.lockstep.log.ConnectionCheck;
import io.lockstep.log.LogConnection;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicVerifier;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotChoice;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node finds out about its log before it reads it. */
final class NodeLog {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLog.class);

  private NodeLog() {}

  /**
   * How the log is reached, once its topics are as a node needs them.
   *
   * @throws io.lockstep.log.LogSettingsException if the settings of the clients are wrong
   * @throws io.lockstep.log.LogUnavailableException if the brokers do not answer
   * @throws io.lockstep.log.topic.TopicsUnfitException if a topic is not as it must be
   */
  static LogConnection connect(NodeSettings settings) {
    LogConnection connection =
        new LogConnection(
            settings.cluster(),
            settings.bootstrapServers(),
            settings.registry(),
            settings.dataDir().resolve("schemas"),
            settings.clientProperties());
    ConnectionCheck.require(connection);
    new TopicVerifier(
            connection,
            new TopicLayout(settings.replicationFactor(), settings.minInsyncReplicas()),
            TopicContract.ofNodes())
        .require();
    return connection;
  }

  /** The snapshot, if the log can be read on from it. */
  static Optional<Snapshot> usable(Optional<Snapshot> snapshot, LogEnds ends) {
    if (snapshot.isEmpty()) {
      return snapshot;
    }
    Optional<String> problem =
        SnapshotChoice.problem(
            snapshot.get(),
            Instant.now(),
            Duration.ofMillis(ends.deleteRetentionMillis()),
            ends.eventsBegin(),
            ends.eventsEnd());
    problem.ifPresent(reason -> LOG.warn("snapshot is not used reason={}", reason));
    return problem.isPresent() ? Optional.empty() : snapshot;
  }
}
