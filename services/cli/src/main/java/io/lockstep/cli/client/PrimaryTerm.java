package io.lockstep.cli.client;

/** The primary's term: its number, who, why, since which revision and time. */
public record PrimaryTerm(long epoch, String node, String reason, long revision, String time) {}
