package io.lockstep.status.streams;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicVerifier;
import io.lockstep.schema.Alert;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionView;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.Names;
import io.lockstep.topology.StatusTopology;
import io.lockstep.topology.measure.Measures;
import io.lockstep.topology.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running topology and its stores. Of several instances one judges; the others follow its
 * stores and answer from them too. Any thread.
 */
public final class StatusStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusStreams.class);
  private static final Duration CLOSE = Duration.ofSeconds(10);

  /** How far a standby's store may be behind and still be told: less than a moment's changes. */
  private static final long STANDBY_LAG = 1_000;

  /** For how long the brokers may be silent; a look takes milliseconds where they are well. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LogConnection connection;
  private final TopicLayout layout;
  private final TopicCodecs codecs;
  private final Measures measures;
  private final LiveCheck check = new LiveCheck(this::look, PATIENCE);
  private final ThreadFailures failures = new ThreadFailures();
  private volatile KafkaStreams streams;
  private volatile long storeLag;
  private boolean closed;

  private StatusStreams(
      LogConnection connection, TopicLayout layout, TopicCodecs codecs, Measures measures) {
    this.connection = connection;
    this.layout = layout;
    this.codecs = codecs;
    this.measures = measures;
    streams = topology();
  }

  /**
   * Verifies the topics and starts.
   *
   * @param measures told what this instance sees while it judges
   * @throws io.lockstep.log.LogUnavailableException if the brokers do not answer
   * @throws io.lockstep.log.topic.TopicsUnfitException if a topic is not as it must be
   * @throws io.lockstep.log.codec.RegistryUnavailableException if the registry does not answer on a
   *     first start
   */
  public static StatusStreams start(
      LogConnection connection, TopicLayout layout, Measures measures) {
    new TopicVerifier(connection, layout, topics()).require();
    TopicCodecs codecs = new TopicCodecs(connection);
    try {
      codecs.prepare(TopicContract.ofStatus());
      StatusStreams status = new StatusStreams(connection, layout, codecs, measures);
      try {
        status.streams.start();
      } catch (RuntimeException e) {
        status.end();
        throw e;
      }
      status.check.start();
      return status;
    } catch (RuntimeException e) {
      codecs.close();
      throw e;
    }
  }

  private KafkaStreams topology() {
    KafkaStreams made =
        new KafkaStreams(
            StatusTopology.of(
                connection.cluster(), new LogSerdes(codecs), Policy.DEFAULT, measures),
            StreamsSettings.of(connection, layout));
    made.setUncaughtExceptionHandler(this::goOn);
    return made;
  }

  /** Another instance shall judge at once, and not when this one has been silent for a while. */
  private void end() {
    streams.close(
        CloseOptions.timeout(CLOSE)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }

  /**
   * Starts the topology anew, with new clients and new stores, which are restored from their
   * topics: what Kafka Streams does by the clock, such as to tell that a node is silent, it does
   * not do before a time that it has already seen. Waits up to 10 s for the end of the one before;
   * until the new one runs, the status cannot be told. Does nothing once this was closed.
   *
   * @throws org.apache.kafka.common.KafkaException if it cannot start; call it again then
   */
  public synchronized void renew() {
    if (!closed) {
      end();
      streams = topology();
      streams.start();
    }
  }

  private static Set<TopicContract> topics() {
    Set<TopicContract> topics =
        EnumSet.of(
            TopicContract.EVENTS,
            TopicContract.JOURNAL,
            TopicContract.NODE_REPORTS,
            TopicContract.OUTCOMES);
    topics.addAll(TopicContract.ofStatus());
    return topics;
  }

  /** What ends a thread is the outside; status comes back when that does. */
  private StreamThreadExceptionResponse goOn(Throwable failure) {
    failures.add(failure);
    LOG.error("Stream thread ended and is replaced reason={}", failure.toString(), failure);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Why the status cannot be told now; empty when it can. Waits for nobody. */
  public Optional<String> notReady() {
    return notRunning().or(check::problem);
  }

  private Optional<String> notRunning() {
    KafkaStreams.State state = streams.state();
    return state == KafkaStreams.State.RUNNING
        ? Optional.empty()
        : Optional.of("the topology is " + state);
  }

  /** Asks the brokers, and waits for them. */
  private Optional<String> look() {
    Optional<String> notRunning = notRunning();
    if (notRunning.isPresent()) {
      return notRunning;
    }
    storeLag =
        streams.allLocalStorePartitionLags().values().stream()
            .flatMap(partitions -> partitions.values().stream())
            .mapToLong(lag -> lag.offsetLag())
            .max()
            .orElse(0);
    if (storeLag > STANDBY_LAG) {
      return Optional.of("the stores are " + storeLag + " records behind");
    }
    return hasStatus() ? Optional.empty() : Optional.of("the stores have no status yet" + why());
  }

  private String why() {
    return failures.last().map(reason -> ", since the topology fails: " + reason).orElse("");
  }

  private boolean hasStatus() {
    try {
      return cluster() != null;
    } catch (InvalidStateStoreException e) {
      return false;
    }
  }

  private ClusterStatus cluster() {
    return this.<ClusterStatus>store(Names.CLUSTER_STATUS).get(connection.cluster());
  }

  /**
   * How many records its stores were behind their changelogs at most, when the brokers last told.
   */
  public long storeLag() {
    return storeLag;
  }

  /** Records of topics that its present threads have processed. */
  public double processedRecords() {
    return streams.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("process-total"))
        .filter(metric -> metric.getKey().group().equals("stream-thread-metrics"))
        .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
        .sum();
  }

  /** Stream threads that ended by a failure and were replaced. */
  public long replacedThreads() {
    return failures.count();
  }

  /**
   * The status as this instance has it, be it stale; empty while its stores cannot be read, and
   * until it could be told once.
   */
  public Optional<StatusSnapshot> snapshot() {
    return check.freshness(this::notReady).flatMap(this::snapshot);
  }

  private Optional<StatusSnapshot> snapshot(Freshness freshness) {
    try {
      ClusterStatus cluster = cluster();
      if (cluster == null) {
        return Optional.empty();
      }
      TreeMap<String, NodeStatus> nodes = new TreeMap<>();
      this.<NodeStatus>all(Names.NODE_STATUS).forEach(node -> nodes.put(node.getNode(), node));
      List<Alert> alerts = this.all(Names.ALERTS);
      alerts.sort(Comparator.comparing(StatusStreams::time).reversed());
      List<CertificateView> certificates = this.all(Names.CERTIFICATES);
      certificates.sort(
          Comparator.comparing(CertificateView::getNotAfter)
              .thenComparing(CertificateView::getAlias));
      return Optional.of(
          new StatusSnapshot(freshness, cluster, nodes, alerts, certificates, promotionOrder()));
    } catch (InvalidStateStoreException | IllegalStateException e) { // the latter once it ended
      LOG.debug("Stores cannot be read now reason={}", e.toString());
      return Optional.empty();
    }
  }

  private List<PromotionEntry> promotionOrder() {
    return this.<PromotionView>all(Names.PROMOTIONS).stream()
        .flatMap(view -> view.getOrder().getEntries().stream())
        .toList();
  }

  private static Instant time(Alert alert) {
    return alert.getCleared() == null ? alert.getRaised() : alert.getCleared();
  }

  private <V> List<V> all(String name) {
    List<V> values = new ArrayList<>();
    ReadOnlyKeyValueStore<String, V> store = store(name);
    try (KeyValueIterator<String, V> entries = store.all()) {
      entries.forEachRemaining(entry -> values.add(entry.value));
    }
    return values;
  }

  private <V> ReadOnlyKeyValueStore<String, V> store(String name) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore())
            .enableStaleStores());
  }

  /** Whether this instance judges, rather than follow another. */
  public boolean judges() {
    return streams.metadataForLocalThreads().stream()
        .anyMatch(thread -> !thread.activeTasks().isEmpty());
  }

  /** Records that were left out since the start of the process, since they cannot be read. */
  public long unreadableRecords() {
    return UnreadableRecords.count();
  }

  /** The codecs of the cluster's topics; closed with this. */
  public TopicCodecs codecs() {
    return codecs;
  }

  /** Stops within 10 s. */
  @Override
  public void close() {
    check.close();
    synchronized (this) {
      closed = true;
      end();
    }
    codecs.close();
  }
}
