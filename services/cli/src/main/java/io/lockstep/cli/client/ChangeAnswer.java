package io.lockstep.cli.client;

/**
 * An accepted change: its events stand at {@code firstRevision} to {@code revision}, both included,
 * and the node that answered has applied them.
 */
public record ChangeAnswer(String commandId, long firstRevision, long revision) {}
