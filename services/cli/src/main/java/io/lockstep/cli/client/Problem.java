package io.lockstep.cli.client;

/**
 * A node's problem document (RFC 9457), as {@code application/problem+json}. Every field may be
 * missing.
 */
record Problem(
    String title,
    Integer status,
    String detail,
    String code,
    String commandId,
    String entity,
    Long expectedRevision,
    Long actualRevision,
    String actualValue) {}
