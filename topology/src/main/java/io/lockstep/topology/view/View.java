package io.lockstep.topology.view;

import io.lockstep.schema.topic.TopicContract;
import org.apache.avro.specific.SpecificRecord;

/**
 * What an event makes of a typed view.
 *
 * @param topic the view
 * @param key the entity, as it is the key of the event
 * @param value the entity's state; null where it is gone
 */
public record View(TopicContract topic, String key, SpecificRecord value) {}
