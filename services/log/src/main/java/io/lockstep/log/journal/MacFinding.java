package io.lockstep.log.journal;

import java.util.SortedSet;

/**
 * What the MACs of the journal's events prove.
 *
 * @param valid how many events a holder of the secret wrote
 * @param bad how many are without a MAC or with a wrong one
 * @param unchecked how many are of versions of the secret that the cluster has and the auditor has
 *     not
 * @param uncheckedVersions those versions
 * @param revision the first that is bad; 0 for none
 * @param offset of its record; -1 for none
 * @param reason what is wrong with it, a sentence without its full stop; null for none
 */
public record MacFinding(
    long valid,
    long bad,
    long unchecked,
    SortedSet<Integer> uncheckedVersions,
    long revision,
    long offset,
    String reason) {}
