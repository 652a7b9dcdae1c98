package io.lockstep.materialize.file;

import java.util.Map;

/**
 * What tells, without reading a file, that it was changed: inode, size, and the times of its last
 * change of content and of anything. A change within the same tick of the file system's clock may
 * leave it as it was.
 */
public record FileStamp(Map<String, Object> marks) {
  /** Copies the map. */
  public FileStamp {
    marks = Map.copyOf(marks);
  }
}
