package io.lockstep.log.topic;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.schema.topic.TopicContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics of a cluster, corrects their settings, and registers their schemas. Doing it
 * again changes nothing.
 */
public final class TopicProvisioner {
  private final LogConnection connection;
  private final TopicLayout layout;

  /** Does not connect yet. */
  public TopicProvisioner(LogConnection connection, TopicLayout layout) {
    this.connection = connection;
    this.layout = layout;
  }

  /**
   * Provisions. Partitions and replication of topics that exist are left as they are, see {@link
   * #left()}.
   *
   * @return what was done, a line each; empty when there was nothing to do
   * @throws LogUnavailableException if the brokers do not answer
   * @throws io.lockstep.log.codec.RegistryUnavailableException if the registry does not answer
   * @throws IncompatibleSchemaException if the registry refuses a schema
   */
  public List<String> provision() {
    List<String> done = new ArrayList<>();
    try (AdminRequests admin = new AdminRequests(connection)) {
      Collection<String> existing = admin.ask("list topics", a -> a.listTopics().names());
      for (TopicContract contract : TopicContract.values()) {
        if (!existing.contains(connection.topic(contract))) {
          create(admin, contract).ifPresent(done::add);
        }
      }
      done.addAll(correct(admin));
    }
    done.addAll(new SchemaProvisioner(connection).provision());
    return done;
  }

  /**
   * What does not fit and is left as it is: data would have to be moved.
   *
   * @throws LogUnavailableException if the brokers do not answer
   */
  public List<TopicProblem> left() {
    return new TopicVerifier(connection, layout)
        .verify().stream().filter(TopicProblem::needsMoving).toList();
  }

  private Optional<String> create(AdminRequests admin, TopicContract contract) {
    String name = connection.topic(contract);
    Map<String, String> settings = new LinkedHashMap<>(contract.firstSettings());
    settings.putAll(settings(contract));
    NewTopic topic =
        new NewTopic(name, contract.partitions(), layout.replication()).configs(settings);
    try {
      admin.ask("create topic " + name, a -> a.createTopics(List.of(topic)).all());
    } catch (LogUnavailableException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return Optional.empty();
      }
      throw e.getCause() instanceof InvalidReplicationFactorException few ? tooFew(name, few) : e;
    }
    return Optional.of(
        "created topic "
            + name
            + " ("
            + contract.cleanup().setting()
            + ", "
            + layout.replication()
            + (layout.replication() == 1 ? " replica)" : " replicas)"));
  }

  private LogUnavailableException tooFew(String name, InvalidReplicationFactorException cause) {
    return new LogUnavailableException(
        ("Kafka at %s cannot keep %d copies of topic %s: %s Start as many brokers, or, for a"
                + " cluster that may lose its log with a broker, ask for fewer: --replication 1"
                + " --min-insync 1")
            .formatted(
                connection.bootstrapServers(), layout.replication(), name, cause.getMessage()),
        cause);
  }

  private List<String> correct(AdminRequests admin) {
    List<TopicProblem> problems =
        new TopicVerifier(connection, layout)
            .verify(admin).stream().filter(TopicProblem::correctable).toList();
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
    List<String> done = new ArrayList<>();
    for (TopicProblem problem : problems) {
      changes
          .computeIfAbsent(
              new ConfigResource(ConfigResource.Type.TOPIC, problem.topic()),
              topic -> new ArrayList<>())
          .add(
              new AlterConfigOp(
                  new ConfigEntry(problem.setting(), wanted(problem)), AlterConfigOp.OpType.SET));
      done.add(
          "set "
              + problem.setting()
              + " of topic "
              + problem.topic()
              + " to "
              + wanted(problem)
              + ", was "
              + problem.actual());
    }
    if (!changes.isEmpty()) {
      admin.ask("correct the topics", a -> a.incrementalAlterConfigs(changes).all());
    }
    return done;
  }

  private String wanted(TopicProblem problem) {
    for (TopicContract contract : TopicContract.values()) {
      if (connection.topic(contract).equals(problem.topic())) {
        return settings(contract).get(problem.setting());
      }
    }
    throw new IllegalStateException("no contract for topic " + problem.topic());
  }

  private Map<String, String> settings(TopicContract contract) {
    return settings(contract, layout);
  }

  static Map<String, String> settings(TopicContract contract, TopicLayout layout) {
    Map<String, String> settings = new LinkedHashMap<>(contract.settings());
    settings.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(layout.minInsyncReplicas()));
    return settings;
  }
}
