package io.lockstep.topology.view;

import io.lockstep.schema.Event;
import io.lockstep.schema.topic.TopicContract;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Sends the typed view of each event to the sink of its topic. Keeps nothing. */
public final class ViewProcessor
    extends ContextualProcessor<String, Event, String, SpecificRecord> {
  private final Map<TopicContract, String> sinks;

  /** With the names of the sinks. */
  public ViewProcessor(Map<TopicContract, String> sinks) {
    this.sinks = sinks;
  }

  @Override
  public void process(Record<String, Event> event) {
    Views.of(event.key(), event.value())
        .ifPresent(
            view ->
                context()
                    .forward(
                        new Record<>(view.key(), view.value(), event.timestamp()),
                        sinks.get(view.topic())));
  }
}
