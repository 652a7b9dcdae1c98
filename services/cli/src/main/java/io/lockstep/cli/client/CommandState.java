package io.lockstep.cli.client;

import java.util.Map;

/**
 * What became of a command.
 *
 * @param status {@code pending}, {@code accepted} or {@code refused}
 * @param refusal code and text where refused
 */
public record CommandState(
    String commandId,
    String status,
    Long firstRevision,
    Long revision,
    Map<String, Object> refusal) {}
