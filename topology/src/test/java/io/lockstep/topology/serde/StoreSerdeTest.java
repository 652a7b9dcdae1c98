package io.lockstep.topology.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.topic.TopicContract;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreSerdeTest {
  @ParameterizedTest
  @EnumSource(
      names = {
        "NODE_STATUS",
        "CLUSTER_STATUS",
        "ALERTS",
        "CONFIGURATION",
        "CERTIFICATES",
        "MEMBERS"
      })
  @SuppressWarnings("unchecked")
  void readsWhatEveryCommittedVersionWrote(TopicContract contract) throws Exception {
    Class<SpecificRecord> type = SpecificData.get().getClass(contract.schema());
    Serde<SpecificRecord> serde = StoreSerde.of(type);
    for (Schema version : EarlierSchemas.of(type)) {
      for (Object value : new RandomData(version, 20, 7L)) {
        ByteBuffer buffer = new BinaryMessageEncoder<>(GenericData.get(), version).encode(value);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);

        assertThat(serde.deserializer().deserialize("store", bytes)).isInstanceOf(type);
      }
    }
    assertThat(EarlierSchemas.of(type)).contains(contract.schema());
  }

  @Test
  void nothingStaysNothing() {
    Serde<NodeStatus> serde = StoreSerde.of(NodeStatus.class);

    assertThat(serde.serializer().serialize("store", null)).isNull();
    assertThat(serde.deserializer().deserialize("store", null)).isNull();
  }

  @Test
  void saysWhatItCannotRead() {
    Serde<NodeStatus> serde = StoreSerde.of(NodeStatus.class);
    byte[] foreign = {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0};

    assertThatThrownBy(() -> serde.deserializer().deserialize("the-changelog", foreign))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("the-changelog")
        .hasMessageContaining("run the version of the status application that wrote it");
  }
}
