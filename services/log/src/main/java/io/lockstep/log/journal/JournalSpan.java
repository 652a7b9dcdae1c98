package io.lockstep.log.journal;

/**
 * What was read of a topic.
 *
 * @param begin offset at which the topic begins
 * @param end offset at which it ended when reading began; transaction markers take offsets too
 * @param records handed over, unreadable ones too
 */
public record JournalSpan(long begin, long end, long records) {}
