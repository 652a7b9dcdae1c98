package io.lockstep.cli.client;

/**
 * A token as the cluster knows it; never its value.
 *
 * @param kind {@code join} or {@code session}
 * @param state {@code issued}, {@code used} or {@code revoked}
 * @param subject the node that alone may join with it, or whose session it is and in which role;
 *     null for any
 * @param expires ISO 8601, UTC
 * @param revision of its newest state, which actor asked for at time
 */
public record TokenItem(
    String id,
    String kind,
    String state,
    String subject,
    String expires,
    long revision,
    String actor,
    String time) {}
