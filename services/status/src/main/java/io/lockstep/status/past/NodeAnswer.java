package io.lockstep.status.past;

/**
 * What a node answered.
 *
 * @param node its id
 * @param status of HTTP
 * @param problem whether the body is a problem document rather than JSON
 * @param body not to be changed
 */
public record NodeAnswer(String node, int status, boolean problem, byte[] body) {}
