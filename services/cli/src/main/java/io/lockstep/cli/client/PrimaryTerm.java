package io.lockstep.cli.client;

/**
 * The primary's term: its number, who, why, since which revision and time.
 *
 * @param pinned whether it was promoted by hand, so that no failback takes the role from it
 */
public record PrimaryTerm(
    long epoch, String node, String reason, long revision, String time, boolean pinned) {}
