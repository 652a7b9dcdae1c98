package io.lockstep.state.decide;

/**
 * The term in which something is decided.
 *
 * @param epoch number of the term
 * @param node the primary
 * @param now its wall clock in milliseconds since 1970, for the reader of an event only
 */
public record Term(long epoch, String node, long now) {}
