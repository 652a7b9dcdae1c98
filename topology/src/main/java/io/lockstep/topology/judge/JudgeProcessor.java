package io.lockstep.topology.judge;

import io.lockstep.schema.Alert;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.Event;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.Names;
import io.lockstep.topology.measure.Measures;
import io.lockstep.topology.policy.Policy;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Brings records and ticks to the {@link Judge}, and its judgements to the sinks. */
public final class JudgeProcessor
    extends ContextualProcessor<String, SpecificRecord, String, SpecificRecord> implements Told {
  private final String cluster;
  private final String eventsTopic;
  private final String outcomesTopic;
  private final Policy defaults;
  private final Measures measures;
  private Judge judge;

  /**
   * Of a cluster.
   *
   * @param defaults what is judged by where the configuration says nothing
   * @param measures told what it sees
   */
  public JudgeProcessor(String cluster, Policy defaults, Measures measures) {
    this.cluster = cluster;
    this.eventsTopic = TopicContract.EVENTS.topic(cluster);
    this.outcomesTopic = TopicContract.OUTCOMES.topic(cluster);
    this.defaults = defaults;
    this.measures = measures;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    super.init(context);
    // A task that was handed to another instance and comes back has the same processor: what it
    // remembers is older than its stores.
    judge = null;
    context.schedule(
        Duration.ofMillis(Judge.TICK_MILLIS),
        PunctuationType.WALL_CLOCK_TIME,
        time -> judge().tick(time));
  }

  /** Made when it is first needed: from then on the stores are surely restored. */
  private Judge judge() {
    if (judge == null) {
      judge = new Judge(cluster, defaults, TaskStores.of(context()), this, measures);
    }
    return judge;
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    RecordMetadata from = context().recordMetadata().orElseThrow();
    if (record.key() == null) {
      return;
    }
    if (from.topic().equals(eventsTopic)) {
      judge().event(record.key(), (Event) record.value(), record.timestamp(), from.offset());
    } else if (record.value() == null) {
      return;
    } else if (from.topic().equals(outcomesTopic)) {
      judge().outcome((Outcome) record.value());
    } else {
      judge().report((NodeReport) record.value(), record.timestamp());
    }
  }

  @Override
  public void node(String node, NodeStatus status) {
    forward(node, status, Names.WRITE_NODE_STATUS);
  }

  @Override
  public void cluster(ClusterStatus status) {
    forward(cluster, status, Names.WRITE_CLUSTER_STATUS);
  }

  @Override
  public void alert(Alert step) {
    forward(step.getId(), step, Names.WRITE_ALERTS);
  }

  private void forward(String key, SpecificRecord value, String sink) {
    context().forward(new Record<>(key, value, context().currentSystemTimeMs()), sink);
  }
}
