package io.lockstep.node.past;

import io.lockstep.schema.JournalEntry;
import java.util.List;

/**
 * Entries of the journal.
 *
 * @param entries newest first
 * @param next revision of the next older one that is wanted; null for none
 * @param begins revision with which the journal begins: above 1 where older records were deleted
 */
public record PastPage(List<JournalEntry> entries, Long next, long begins) {}
