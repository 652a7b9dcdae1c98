package io.lockstep.topology.serde;

import io.lockstep.schema.topic.TopicContract;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** How the values of a cluster's topics are written: the host of the topology knows. */
@FunctionalInterface
public interface TopicSerdes {
  /** The values of a topic, which are of the contract's schema. */
  <T extends SpecificRecord> Serde<T> of(TopicContract contract);
}
