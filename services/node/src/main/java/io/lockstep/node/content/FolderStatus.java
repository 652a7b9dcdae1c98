package io.lockstep.node.content;

import java.util.List;

/**
 * How a folder of this node is.
 *
 * @param folder its name in the cluster
 * @param path where it is on this node
 * @param files how many files and links stand in it
 * @param bytes how long its files are together
 * @param toPublish what the cluster has to get or to lose yet
 * @param toWrite what the folder has to get or to lose yet
 * @param inStep whether it and the cluster have the same
 * @param revision of the cluster's state that it was compared with
 * @param problems what is in the way, each a sentence
 */
public record FolderStatus(
    String folder,
    String path,
    int files,
    long bytes,
    int toPublish,
    int toWrite,
    boolean inStep,
    long revision,
    List<String> problems) {
  /** Copies the list. */
  public FolderStatus {
    problems = List.copyOf(problems);
  }
}
