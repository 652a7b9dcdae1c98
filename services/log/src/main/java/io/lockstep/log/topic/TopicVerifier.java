package io.lockstep.log.topic;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.schema.topic.TopicContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Compares the topics of a cluster, and the Kafka cluster's transactions, with what Lockstep relies
 * on. Longer retention, larger limits and more replicas than wanted are fine.
 */
public final class TopicVerifier {
  private static final String TRANSACTION_VERSION = "transaction.version";

  /**
   * From here on the broker gives each transaction its own epoch, so that no late write slips in.
   */
  private static final short WANTED_TRANSACTION_VERSION = 2;

  private static final Set<String> AT_LEAST =
      Set.of(
          TopicConfig.RETENTION_MS_CONFIG,
          TopicConfig.RETENTION_BYTES_CONFIG,
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);

  private final LogConnection connection;
  private final TopicLayout layout;
  private final Collection<TopicContract> topics;

  /** Of all topics. Does not connect yet. */
  public TopicVerifier(LogConnection connection, TopicLayout layout) {
    this(connection, layout, List.of(TopicContract.values()));
  }

  /** Of those topics, such as {@link TopicContract#ofNodes()}. Does not connect yet. */
  public TopicVerifier(
      LogConnection connection, TopicLayout layout, Collection<TopicContract> topics) {
    this.connection = connection;
    this.layout = layout;
    this.topics = List.copyOf(topics);
  }

  /**
   * Compares.
   *
   * @return what does not fit; empty when all is well
   * @throws LogUnavailableException if the brokers do not answer
   */
  public List<TopicProblem> verify() {
    try (AdminRequests admin = new AdminRequests(connection)) {
      return verify(admin);
    }
  }

  /**
   * Compares, and refuses what does not fit.
   *
   * @throws TopicsUnfitException if anything does not fit; it names all
   * @throws LogUnavailableException if the brokers do not answer
   */
  public void require() {
    List<TopicProblem> problems = verify();
    if (!problems.isEmpty()) {
      throw new TopicsUnfitException(problems);
    }
  }

  /**
   * What is worth a look though every setting may fit: that "events" lost its beginning.
   *
   * @return sentences without their full stop
   * @throws LogUnavailableException if the brokers do not answer
   */
  public List<String> warnings() {
    String events = connection.topic(TopicContract.EVENTS);
    TopicPartition partition = new TopicPartition(events, 0);
    try (AdminRequests admin = new AdminRequests(connection)) {
      if (!admin.ask("list topics", a -> a.listTopics().names()).contains(events)) {
        return List.of();
      }
      long begin =
          admin
              .ask(
                  "give the offsets of topic " + events,
                  a ->
                      a.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                          .partitionResult(partition))
              .offset();
      return TopicBegin.loss(events, begin).stream().toList();
    }
  }

  List<TopicProblem> verify(AdminRequests admin) {
    List<TopicProblem> problems = new ArrayList<>(transactions(admin));
    Collection<String> existing = admin.ask("list topics", a -> a.listTopics().names());
    List<TopicContract> present = new ArrayList<>();
    for (TopicContract contract : topics) {
      String topic = connection.topic(contract);
      if (existing.contains(topic)) {
        present.add(contract);
      } else {
        problems.add(
            new TopicProblem(topic, TopicProblem.MISSING, "missing", "a topic", "the brokers"));
      }
    }
    List<String> names = present.stream().map(connection::topic).toList();
    Map<String, TopicDescription> descriptions =
        admin.askOfTopics("describe the topics", a -> a.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configurations =
        admin.askOfTopics(
            "describe the topics' settings",
            a -> a.describeConfigs(names.stream().map(TopicVerifier::resource).toList()).all());
    for (TopicContract contract : present) {
      String topic = connection.topic(contract);
      problems.addAll(shape(contract, descriptions.get(topic)));
      problems.addAll(settings(contract, configurations.get(resource(topic))));
    }
    return problems;
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static List<TopicProblem> transactions(AdminRequests admin) {
    FinalizedVersionRange range =
        admin
            .ask("describe its features", a -> a.describeFeatures().featureMetadata())
            .finalizedFeatures()
            .get(TRANSACTION_VERSION);
    short actual = range == null ? 0 : range.maxVersionLevel();
    if (actual >= WANTED_TRANSACTION_VERSION) {
      return List.of();
    }
    return List.of(
        new TopicProblem(
            TopicProblem.CLUSTER,
            TRANSACTION_VERSION,
            Short.toString(actual),
            "at least "
                + WANTED_TRANSACTION_VERSION
                + " (kafka-features upgrade --feature transaction.version=2)",
            "finalized features"));
  }

  private List<TopicProblem> shape(TopicContract contract, TopicDescription description) {
    List<TopicProblem> problems = new ArrayList<>();
    int partitions = description.partitions().size();
    if (partitions != contract.partitions()) {
      problems.add(
          new TopicProblem(
              description.name(),
              TopicProblem.PARTITIONS,
              Integer.toString(partitions),
              Integer.toString(contract.partitions()),
              "topic"));
    }
    int replicas =
        description.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    if (replicas < layout.replication()) {
      problems.add(
          new TopicProblem(
              description.name(),
              TopicProblem.REPLICATION,
              Integer.toString(replicas),
              "at least " + layout.replication(),
              "topic"));
    }
    return problems;
  }

  private List<TopicProblem> settings(TopicContract contract, Config configuration) {
    List<TopicProblem> problems = new ArrayList<>();
    TopicProvisioner.settings(contract, layout)
        .forEach(
            (name, wanted) -> {
              ConfigEntry entry = configuration.get(name);
              String actual = entry == null ? null : entry.value();
              if (actual == null || !fits(name, actual, wanted)) {
                problems.add(
                    new TopicProblem(
                        connection.topic(contract),
                        name,
                        actual == null ? "not set" : actual,
                        AT_LEAST.contains(name) && !wanted.equals("-1")
                            ? "at least " + wanted
                            : wanted,
                        entry == null ? "the brokers" : source(entry.source())));
              }
            });
    return problems;
  }

  private static boolean fits(String name, String actual, String wanted) {
    if (name.equals(TopicConfig.CLEANUP_POLICY_CONFIG)) {
      return policies(actual).equals(policies(wanted));
    }
    if (AT_LEAST.contains(name)) {
      long value = Long.parseLong(actual);
      long least = Long.parseLong(wanted);
      return value == -1 || (least != -1 && value >= least);
    }
    return actual.equals(wanted);
  }

  private static Set<String> policies(String value) {
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String source(ConfigEntry.ConfigSource source) {
    return switch (source) {
      case DYNAMIC_TOPIC_CONFIG -> "topic configuration";
      case DYNAMIC_BROKER_CONFIG -> "broker's dynamic configuration";
      case DYNAMIC_DEFAULT_BROKER_CONFIG -> "cluster's dynamic configuration";
      case STATIC_BROKER_CONFIG -> "broker's server.properties";
      case DEFAULT_CONFIG -> "Kafka's default";
      default -> source.name();
    };
  }
}
