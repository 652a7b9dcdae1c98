/**
 * The event log on Kafka: how to reach it, and what goes wrong with it.
 *
 * <p>Subpackages: {@code codec} (bytes and records), {@code topic} (create and verify), {@code
 * append} (the primary's fenced transactions), {@code command} and {@code report} (what nodes
 * send), {@code tail} (what nodes read).
 */
package io.lockstep.log;
