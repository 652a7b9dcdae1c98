package io.lockstep.topology;

import io.lockstep.schema.Alert;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.ConfigurationView;
import io.lockstep.schema.MemberView;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.PromotionView;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.judge.JudgeProcessor;
import io.lockstep.topology.measure.Measures;
import io.lockstep.topology.policy.Policy;
import io.lockstep.topology.serde.StoreSerde;
import io.lockstep.topology.serde.TopicSerdes;
import io.lockstep.topology.view.ViewProcessor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology of the status application: events and reports in; statuses, alerts and typed views
 * out. Outcomes are read too, to be counted. A pure function of its arguments.
 *
 * <p>All is one task, since each of the topics that it reads has one partition and judging a
 * cluster needs all of them: one instance judges, the others stand by with the same stores. Stores
 * are in memory: they hold a few records a node, some megabytes at a thousand nodes, and a restart
 * reads them from their changelogs anyway. RocksDB would add a native library, a writable disk and
 * a locked folder, and save nothing.
 */
public final class StatusTopology {
  private StatusTopology() {}

  /**
   * The topology of a cluster.
   *
   * @param cluster its name
   * @param serdes the values of the topics
   * @param defaults what is judged by where the cluster's configuration says nothing
   */
  public static Topology of(String cluster, TopicSerdes serdes, Policy defaults) {
    return of(cluster, serdes, defaults, Measures.NONE);
  }

  /**
   * The topology of a cluster.
   *
   * @param cluster its name
   * @param serdes the values of the topics
   * @param defaults what is judged by where the cluster's configuration says nothing
   * @param measures told what the instance that judges sees; nothing is judged by it
   */
  public static Topology of(
      String cluster, TopicSerdes serdes, Policy defaults, Measures measures) {
    Topology topology = new Topology();
    source(topology, Names.READ_EVENTS, TopicContract.EVENTS, cluster, serdes);
    source(topology, Names.READ_REPORTS, TopicContract.NODE_REPORTS, cluster, serdes);
    source(topology, Names.READ_OUTCOMES, TopicContract.OUTCOMES, cluster, serdes);
    Map<TopicContract, String> views = views();
    topology.addProcessor(Names.TYPE_VIEWS, () -> new ViewProcessor(views), Names.READ_EVENTS);
    topology.addProcessor(
        Names.JUDGE,
        () -> new JudgeProcessor(cluster, defaults, measures),
        Names.READ_EVENTS,
        Names.READ_REPORTS,
        Names.READ_OUTCOMES);
    stores(topology);
    views.forEach((topic, sink) -> sink(topology, sink, topic, cluster, serdes, Names.TYPE_VIEWS));
    judgements()
        .forEach((topic, sink) -> sink(topology, sink, topic, cluster, serdes, Names.JUDGE));
    return topology;
  }

  private static Map<TopicContract, String> views() {
    Map<TopicContract, String> sinks = new LinkedHashMap<>();
    sinks.put(TopicContract.CONFIGURATION, Names.WRITE_CONFIGURATION);
    sinks.put(TopicContract.CERTIFICATES, Names.WRITE_CERTIFICATES);
    sinks.put(TopicContract.MEMBERS, Names.WRITE_MEMBERS);
    sinks.put(TopicContract.PROMOTIONS, Names.WRITE_PROMOTIONS);
    return sinks;
  }

  private static Map<TopicContract, String> judgements() {
    Map<TopicContract, String> sinks = new LinkedHashMap<>();
    sinks.put(TopicContract.NODE_STATUS, Names.WRITE_NODE_STATUS);
    sinks.put(TopicContract.CLUSTER_STATUS, Names.WRITE_CLUSTER_STATUS);
    sinks.put(TopicContract.ALERTS, Names.WRITE_ALERTS);
    return sinks;
  }

  private static void source(
      Topology topology, String name, TopicContract contract, String cluster, TopicSerdes serdes) {
    Serde<SpecificRecord> values = serdes.of(contract);
    // A status made of part of the log would be wrong: always from its beginning. Outcomes are
    // counted alone, and only those that come.
    topology.addSource(
        contract == TopicContract.OUTCOMES ? AutoOffsetReset.latest() : AutoOffsetReset.earliest(),
        name,
        new StringDeserializer(),
        values.deserializer(),
        contract.topic(cluster));
  }

  private static void sink(
      Topology topology,
      String name,
      TopicContract contract,
      String cluster,
      TopicSerdes serdes,
      String parent) {
    Serde<SpecificRecord> values = serdes.of(contract);
    topology.addSink(
        name, contract.topic(cluster), new StringSerializer(), values.serializer(), parent);
  }

  private static void stores(Topology topology) {
    store(topology, Names.NODE_STATUS, StoreSerde.of(NodeStatus.class));
    store(topology, Names.CLUSTER_STATUS, StoreSerde.of(ClusterStatus.class));
    store(topology, Names.ALERTS, StoreSerde.of(Alert.class));
    store(topology, Names.MEMBERS, StoreSerde.of(MemberView.class));
    store(topology, Names.SETTINGS, StoreSerde.of(ConfigurationView.class));
    store(topology, Names.CERTIFICATES, StoreSerde.of(CertificateView.class));
    store(topology, Names.PROMOTIONS, StoreSerde.of(PromotionView.class));
    topology.addStateStore(store(Names.TIMELINE, Serdes.Long(), Serdes.Long()), Names.JUDGE);
  }

  private static <V> void store(Topology topology, String name, Serde<V> values) {
    topology.addStateStore(store(name, Serdes.String(), values), Names.JUDGE);
  }

  /** Cached, so that a store that changes with every record is logged once a commit. */
  private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(
      String name, Serde<K> keys, Serde<V> values) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
        .withCachingEnabled();
  }
}
