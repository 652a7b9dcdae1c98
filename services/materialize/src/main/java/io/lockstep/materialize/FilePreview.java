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
 * @param seen what was taken for the file that is there
 * @param problem why nobody can say what it shall be, so that it stays; null where that is known
 */
public record FilePreview(
    String node,
    String path,
    Action action,
    String before,
    String after,
    Seen seen,
    String problem) {
  /** What a preview takes for the file that is there. */
  public enum Seen {
    /** The node's own disk. */
    DISK,
    /** What the image of now makes; of a file of the product, the values alone that are managed. */
    IMAGE
  }

  /** As the image of now has it. */
  FilePreview(String node, String path, Action action, String before, String after) {
    this(node, path, action, before, after, Seen.IMAGE, null);
  }
}
