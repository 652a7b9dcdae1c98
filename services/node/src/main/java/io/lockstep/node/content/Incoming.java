package io.lockstep.node.content;

import io.lockstep.materialize.content.Base;
import io.lockstep.materialize.content.Chunker;
import io.lockstep.materialize.content.FolderWriter;
import io.lockstep.materialize.content.Item;
import io.lockstep.materialize.content.Merge;
import io.lockstep.materialize.content.Merge.Delete;
import io.lockstep.materialize.content.Merge.Write;
import io.lockstep.materialize.content.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a folder gets from the cluster. One thread. */
final class Incoming {
  private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
  private static final int WRITTEN_TOGETHER = 512;

  /** So long are files at most that are open together. */
  private static final long BYTES_TOGETHER = 64L * 1024 * 1024;

  private static final long PREFETCHED = 8L * 1024 * 1024;

  private final String folder;
  private final Base base;
  private final FolderWriter writer;
  private final LogPieces pieces;
  private final Set<String> held = new HashSet<>();

  Incoming(String folder, Base base, FolderWriter writer, LogPieces pieces) {
    this.folder = folder;
    this.base = base;
    this.writer = writer;
    this.pieces = pieces;
  }

  /** Directories that stay because something stands in them that does not take part. */
  int held() {
    return held.size();
  }

  /**
   * Writes and deletes what was planned.
   *
   * @param changed gets the paths at which something changed
   * @param kept gets the copies of what stood there before
   * @param before is run before the first change is to be seen, maybe several times
   * @return whether it has to be tried again soon
   */
  boolean write(
      Merge merge,
      Scan scan,
      Map<String, String> problems,
      Set<String> changed,
      Map<String, Path> kept,
      Runnable before)
      throws IOException, InterruptedException {
    held.clear();
    if (merge.write().isEmpty() && merge.delete().isEmpty()) {
      return false;
    }
    boolean again = false;
    Map<String, Item> intended = new HashMap<>();
    Map<String, Item> there = new HashMap<>();
    for (Write write : merge.write()) {
      intended.put(write.path(), write.item());
      there.put(write.path(), write.there() == null ? null : write.there().item());
    }
    base.intend(intended, there);
    List<Write> writes = merge.write();
    int from = 0;
    do {
      List<Write> together = writes.subList(from, from + together(writes, from));
      prefetch(together);
      from += together.size();
      // What goes may have the bytes of what comes: a file that was moved.
      List<Delete> deletes = from == writes.size() ? merge.delete() : List.of();
      FolderWriter.Result result = writer.apply(together, deletes, scan, before);
      base.settle(result.done());
      changed.addAll(result.done().keySet());
      kept.putAll(result.kept());
      for (Map.Entry<String, String> problem : result.problems().entrySet()) {
        if (problem.getValue().equals(FolderWriter.EDITED)) {
          again = true;
        } else {
          problems.put(problem.getKey(), problem.getValue());
        }
      }
    } while (from < writes.size());
    for (Delete delete : merge.delete()) {
      if (!changed.contains(delete.path()) && !problems.containsKey(delete.path())) {
        held.add(delete.path()); // something stands in it that does not take part
      }
    }
    if (!changed.isEmpty()) {
      LOG.info("wrote content folder={} paths={}", folder, changed.size());
    }
    return again;
  }

  private static int together(List<Write> writes, int from) {
    int count = 0;
    long bytes = 0;
    while (from + count < writes.size() && count < WRITTEN_TOGETHER && bytes < BYTES_TOGETHER) {
      bytes += writes.get(from + count).item().size();
      count++;
    }
    return count;
  }

  private void prefetch(List<Write> writes) throws InterruptedException {
    Set<String> small = new LinkedHashSet<>();
    long bytes = 0;
    for (Write write : writes) {
      long size = write.item().size();
      if (size > 0 && size <= Chunker.MIN && bytes + size <= PREFETCHED) {
        small.add(write.item().sha256());
        bytes += size;
      }
    }
    if (small.size() > 1) {
      pieces.prefetch(small);
    }
  }
}
