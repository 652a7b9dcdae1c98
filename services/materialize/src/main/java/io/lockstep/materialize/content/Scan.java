package io.lockstep.materialize.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands in a folder.
 *
 * @param there whether the folder itself is there
 * @param found by path, what takes part
 * @param refused by path, what cannot take part, and why; nothing is known of what is below
 * @param busy paths that changed while they were read
 * @param unread files that were left for {@link FolderScanner#read}, with their stamps
 */
public record Scan(
    boolean there,
    Map<String, Found> found,
    Map<String, String> refused,
    Set<String> busy,
    SortedMap<String, Stamp> unread) {

  /** Of which nothing is left to read. */
  public Scan(
      boolean there, Map<String, Found> found, Map<String, String> refused, Set<String> busy) {
    this(there, found, refused, busy, new TreeMap<>());
  }

  /** What stands at a path, and the stamp that it had. */
  public record Found(Item item, Stamp stamp) {
    /**
     * Whether a file still has that stamp.
     *
     * @throws IOException if nothing stands there, or it cannot be looked at
     */
    public boolean isUnchanged(Path file) throws IOException {
      return Stamp.of(file).equals(stamp);
    }
  }

  /** Whether it cannot be told what stands at a path, because of it or of what is above. */
  public boolean isBlind(String path) {
    if (unread.containsKey(path)) {
      return true;
    }
    if (refused.isEmpty() && busy.isEmpty()) {
      return false;
    }
    for (int end = path.length(); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      String above = path.substring(0, end);
      if (refused.containsKey(above) || busy.contains(above)) {
        return true;
      }
    }
    return false;
  }

  /** What stands at a path; null for nothing, or what cannot be told. */
  public Item item(String path) {
    Found there = found.get(path);
    return there == null ? null : there.item();
  }
}
