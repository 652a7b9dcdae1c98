package io.lockstep.topology.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Alert;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.ConfigurationView;
import io.lockstep.schema.MemberView;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.PromotionView;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.Names;
import io.lockstep.topology.measure.Measures;
import io.lockstep.topology.policy.Policy;
import io.lockstep.topology.serde.StoreSerde;
import io.lockstep.topology.testing.Given;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class JudgeProcessorTest {
  private static final String CLUSTER = "blue";

  private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
  private final JudgeProcessor processor =
      new JudgeProcessor(CLUSTER, Policy.DEFAULT, Measures.NONE);

  @Test
  void goesOnFromTheStoresWhenItsTaskComesBackFromAnotherInstance() {
    KeyValueStore<String, NodeStatus> nodes =
        store(Names.NODE_STATUS, Serdes.String(), StoreSerde.of(NodeStatus.class));
    store(Names.CLUSTER_STATUS, Serdes.String(), StoreSerde.of(ClusterStatus.class));
    store(Names.ALERTS, Serdes.String(), StoreSerde.of(Alert.class));
    store(Names.MEMBERS, Serdes.String(), StoreSerde.of(MemberView.class));
    store(Names.SETTINGS, Serdes.String(), StoreSerde.of(ConfigurationView.class));
    store(Names.CERTIFICATES, Serdes.String(), StoreSerde.of(CertificateView.class));
    store(Names.PROMOTIONS, Serdes.String(), StoreSerde.of(PromotionView.class));
    store(Names.TIMELINE, Serdes.Long(), Serdes.Long());
    processor.init(context);
    report(1);
    Instant ofTheOther = Given.START.minusSeconds(99);
    nodes.put("n1", NodeStatus.newBuilder(nodes.get("n1")).setSince(ofTheOther).build());

    processor.init(context); // Streams keeps the processor of a task that it hands to and fro
    report(2);

    assertThat(nodes.get("n1").getSince()).isEqualTo(ofTheOther);
  }

  private void report(long sequence) {
    context.setRecordMetadata(TopicContract.NODE_REPORTS.topic(CLUSTER), 0, sequence);
    processor.process(
        new Record<>(
            "n1",
            Given.report("n1", sequence, 1).build(),
            Given.START.plusSeconds(sequence).toEpochMilli()));
  }

  private <K, V> KeyValueStore<K, V> store(String name, Serde<K> keys, Serde<V> values) {
    KeyValueStore<K, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
