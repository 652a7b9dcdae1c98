package io.lockstep.topology.testing;

import io.lockstep.schema.Alert;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.PromotionOrder;
import io.lockstep.schema.PromotionView;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.Names;
import io.lockstep.topology.StatusTopology;
import io.lockstep.topology.measure.Measures;
import io.lockstep.topology.policy.Policy;
import io.lockstep.topology.serde.StoreSerde;
import io.lockstep.topology.serde.TopicSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The topology without brokers. Brokers' clock and observer's clock stand apart by {@link #APART}.
 */
public final class StatusDriver implements AutoCloseable {
  public static final String CLUSTER = "blue";

  /** The observer's clock is wrong; nothing may depend on it. */
  private static final Duration APART = Duration.ofHours(7);

  private static final Duration TICK = Duration.ofMillis(250);

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Event> events;
  private final TestInputTopic<String, NodeReport> reports;
  private final TestInputTopic<String, Outcome> outcomes;
  private final Map<TopicContract, TestOutputTopic<String, SpecificRecord>> outputs =
      new HashMap<>();
  private final Measures measures;
  private final Map<String, Long> sequences = new HashMap<>();
  private final List<KeyValue<String, NodeStatus>> history = new ArrayList<>();
  private Instant now;
  private Duration brokersAhead = Duration.ZERO;
  private long revision;

  public StatusDriver() {
    this(Measures.NONE);
  }

  public StatusDriver(Measures measures) {
    this(Given.START, measures);
  }

  private StatusDriver(Instant start, Measures measures) {
    this.measures = measures;
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "status");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
    now = start;
    driver =
        new TopologyTestDriver(
            StatusTopology.of(CLUSTER, StatusDriver.serdes(), Policy.DEFAULT, measures),
            settings,
            start.plus(APART));
    events = input(TopicContract.EVENTS);
    reports = input(TopicContract.NODE_REPORTS);
    outcomes = input(TopicContract.OUTCOMES);
    for (TopicContract contract : TopicContract.ofStatus()) {
      outputs.put(
          contract,
          driver.createOutputTopic(
              contract.topic(CLUSTER),
              new StringDeserializer(),
              StatusDriver.serdes().of(contract).deserializer()));
    }
  }

  /** As the stores write, without a registry. */
  @SuppressWarnings("unchecked")
  public static TopicSerdes serdes() {
    return new TopicSerdes() {
      @Override
      public <T extends SpecificRecord> Serde<T> of(TopicContract contract) {
        return StoreSerde.of((Class<T>) SpecificData.get().getClass(contract.schema()));
      }
    };
  }

  private <T extends SpecificRecord> TestInputTopic<String, T> input(TopicContract contract) {
    return driver.createInputTopic(
        contract.topic(CLUSTER),
        new StringSerializer(),
        StatusDriver.serdes().<T>of(contract).serializer());
  }

  public Instant now() {
    return now;
  }

  public long revision() {
    return revision;
  }

  /** An event with the next revision. */
  public long event(String key, Object payload) {
    events.pipeInput(key, Given.event(++revision, payload), taken());
    return revision;
  }

  /** An event as it is; null for a tombstone. */
  public void record(String key, Event event) {
    events.pipeInput(key, event, taken());
  }

  public long set(String key, String value) {
    return event("configuration/" + key, Given.set(key, value));
  }

  public long join(Member member) {
    return event("node/" + member.getId(), new NodeJoined(member));
  }

  /** A member that reports at the head, and time for the application to be caught up. */
  public StatusDriver with(String... nodes) {
    for (String node : nodes) {
      join(Given.member(node));
    }
    event("primary", Given.promoted(nodes[0], 1));
    advance(Duration.ofSeconds(2));
    reportAtHead(nodes);
    advance(Duration.ofMillis(500));
    return this;
  }

  /** The next report of each node, at the head. */
  public void reportAtHead(String... nodes) {
    for (String node : nodes) {
      report(node, revision);
    }
  }

  /** The next report of a node. */
  public void report(String node, long applied) {
    report(node, applied, report -> report);
  }

  public void report(String node, long applied, UnaryOperator<NodeReport.Builder> change) {
    long sequence = sequences.merge(node, 1L, Long::sum);
    report(change.apply(Given.report(node, sequence, applied).setTime(now)).build());
  }

  /** A report as it is. */
  public void report(NodeReport report) {
    reports.pipeInput(report.getNode(), report, taken());
  }

  /** What became of a request. */
  public void outcome(Outcome outcome) {
    outcomes.pipeInput(outcome.getCommandId(), outcome, taken());
  }

  private Instant taken() {
    return now.plus(brokersAhead);
  }

  /** Sets the brokers' clock, so far ahead of time; the observer's goes on. */
  public void setBrokers(Duration ahead) {
    brokersAhead = ahead;
  }

  /** Lets time go by, ticking. */
  public void advance(Duration duration) {
    for (Duration gone = Duration.ZERO; gone.compareTo(duration) < 0; gone = gone.plus(TICK)) {
      now = now.plus(TICK);
      driver.advanceWallClockTime(TICK);
    }
  }

  /** Lets time go by, with reports at the head each second. */
  public void live(Duration duration, String... nodes) {
    for (long second = 0; second < duration.toSeconds(); second++) {
      advance(Duration.ofSeconds(1));
      reportAtHead(nodes);
    }
    advance(TICK);
  }

  /** Lets the observer stand still, as a paused process does, while time goes by. */
  public void pause(Duration duration) {
    now = now.plus(duration);
    driver.advanceWallClockTime(duration);
  }

  /** Lets the brokers' time go by, as between two records of a backlog, which are read at once. */
  public void backlog(Duration duration) {
    now = now.plus(duration);
    driver.advanceWallClockTime(Duration.ofMillis(20));
  }

  public NodeStatus node(String id) {
    return store(Names.NODE_STATUS, id);
  }

  public NodeHealth health(String id) {
    return node(id).getState();
  }

  public ClusterStatus cluster() {
    return store(Names.CLUSTER_STATUS, CLUSTER);
  }

  /** The order in which nodes take over; null where none was set. */
  public PromotionOrder promotionOrder() {
    PromotionView kept = store(Names.PROMOTIONS, "promotion-order");
    return kept == null ? null : kept.getOrder();
  }

  private <V> V store(String name, String key) {
    KeyValueStore<String, V> store = driver.getKeyValueStore(name);
    return store.get(key);
  }

  /** What a topic got since it was last asked. */
  @SuppressWarnings("unchecked")
  public <T> List<KeyValue<String, T>> told(TopicContract topic) {
    List<KeyValue<String, T>> told = new ArrayList<>();
    outputs
        .get(topic)
        .readKeyValuesToList()
        .forEach(record -> told.add(KeyValue.pair(record.key, (T) record.value)));
    return told;
  }

  /** States of a node in the order in which they were told. */
  public List<NodeHealth> toldStates(String node) {
    List<NodeHealth> states = new ArrayList<>();
    history.addAll(told(TopicContract.NODE_STATUS));
    for (KeyValue<String, NodeStatus> record : history) {
      if (record.key.equals(node)
          && record.value != null
          && (states.isEmpty() || states.get(states.size() - 1) != record.value.getState())) {
        states.add(record.value.getState());
      }
    }
    return states;
  }

  /** Steps of alerts as {@code RAISED id}. */
  public List<String> alerts() {
    return this.<Alert>told(TopicContract.ALERTS).stream()
        .map(record -> record.value.getState() + " " + record.value.getId())
        .toList();
  }

  /** Another instance that takes over with what this one has kept; this one is gone. */
  public StatusDriver takeOver() {
    Map<String, Map<Object, Object>> kept = new LinkedHashMap<>();
    for (String name : Names.STORES) {
      KeyValueStore<Object, Object> store = driver.getKeyValueStore(name);
      Map<Object, Object> values = new LinkedHashMap<>();
      try (KeyValueIterator<Object, Object> all = store.all()) {
        all.forEachRemaining(entry -> values.put(entry.key, entry.value));
      }
      kept.put(name, values);
    }
    close();
    StatusDriver other = new StatusDriver(now, measures);
    other.revision = revision;
    other.brokersAhead = brokersAhead;
    other.sequences.putAll(sequences);
    kept.forEach(
        (name, values) -> {
          KeyValueStore<Object, Object> store = other.driver.getKeyValueStore(name);
          values.forEach(store::put);
        });
    return other;
  }

  @Override
  public void close() {
    driver.close();
  }
}
