package io.lockstep.materialize;

import io.lockstep.materialize.plan.Action;

/**
 * What a change would do to one file of one node.
 *
 * @param node id of the node
 * @param path in its folder of managed files
 * @param action what would happen
 * @param before its text now; null for no file
 * @param after its text then; null for no file
 */
public record FilePreview(String node, String path, Action action, String before, String after) {}
