package io.lockstep.node;

import io.lockstep.log.ConnectionCheck;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicVerifier;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotChoice;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node finds out about its log before it reads it. */
final class NodeLog {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLog.class);

  private NodeLog() {}

  /**
   * How the log is reached. Nobody is asked yet.
   *
   * @throws io.lockstep.log.LogSettingsException if the settings of the clients are wrong
   */
  static LogConnection connection(NodeSettings settings) {
    LogConnection connection =
        new LogConnection(
            settings.cluster(),
            settings.bootstrapServers(),
            settings.registry(),
            settings.dataDir().resolve("schemas"),
            settings.clientProperties());
    ConnectionCheck.require(connection);
    return connection;
  }

  /**
   * Requires that the topics are as a node needs them and that its schemas are registered; brokers
   * and registry are asked side by side.
   *
   * @throws io.lockstep.log.LogUnavailableException if the brokers do not answer
   * @throws io.lockstep.log.topic.TopicsUnfitException if a topic is not as it must be
   * @throws io.lockstep.log.codec.RegistryUnavailableException if the registry does not answer
   * @throws io.lockstep.log.codec.SchemaMissingException if a schema is not registered
   */
  static void require(LogConnection connection, Codecs codecs, NodeSettings settings) {
    CompletableFuture<Void> schemas = CompletableFuture.runAsync(codecs::prepare);
    try {
      requireTopics(connection, settings);
    } finally {
      schemas.exceptionally(failure -> null).join(); // its caller may close the codecs
    }
    try {
      schemas.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void requireTopics(LogConnection connection, NodeSettings settings) {
    new TopicVerifier(
            connection,
            new TopicLayout(settings.replicationFactor(), settings.minInsyncReplicas()),
            TopicContract.ofNodes())
        .require();
  }

  /**
   * The snapshot, if the log can be read on from it.
   *
   * @param warnings told where the log ends before it: it lost what this node had applied
   */
  static Optional<Snapshot> usable(Optional<Snapshot> snapshot, LogEnds ends, Warnings warnings) {
    if (snapshot.isEmpty()) {
      return snapshot;
    }
    long end = ends.eventsEnd();
    Optional<String> problem =
        SnapshotChoice.problem(
            snapshot.get(),
            Instant.now(),
            Duration.ofMillis(ends.deleteRetentionMillis()),
            ends.eventsBegin(),
            end);
    SnapshotChoice.loss(snapshot.get(), end)
        .ifPresent(loss -> warnings.happened("log-shortened", loss, end));
    problem.ifPresent(reason -> LOG.warn("snapshot is not used reason={}", reason));
    return problem.isPresent() ? Optional.empty() : snapshot;
  }
}
