package io.lockstep.materialize.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the system says of a file without a look at its bytes. As long as it stays the same, so do
 * the bytes, unless they changed within the clock tick of the stamp.
 *
 * @param type of the file, the bits {@code S_IFMT}
 * @param bits permissions with set-uid, set-gid and sticky, 0 to 07777
 * @param mtime last change of the bytes, in ns since 1970
 * @param ctime last change of bytes or attributes, in ns since 1970
 */
public record Stamp(int type, int bits, long size, long mtime, long ctime, long inode) {
  private static final int TYPE = 0170000;
  private static final String ATTRIBUTES = "unix:mode,ino,ctime,size,lastModifiedTime";

  /**
   * Of what stands at a path itself, never of what a link there points to.
   *
   * @throws java.nio.file.NoSuchFileException if nothing does
   */
  static Stamp of(Path path) throws IOException {
    Map<String, Object> found = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    int mode = (int) found.get("mode");
    return new Stamp(
        mode & TYPE,
        mode & 07777,
        (long) found.get("size"),
        ((FileTime) found.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS),
        ((FileTime) found.get("ctime")).to(TimeUnit.NANOSECONDS),
        (long) found.get("ino"));
  }

  boolean isFile() {
    return type == 0100000;
  }

  boolean isDirectory() {
    return type == 0040000;
  }

  boolean isLink() {
    return type == 0120000;
  }

  /** What it is, for messages. */
  String kind() {
    return switch (type) {
      case 0010000 -> "a FIFO";
      case 0020000, 0060000 -> "a device";
      case 0140000 -> "a socket";
      default -> "neither a file, a directory nor a link";
    };
  }

  /** The permissions, 0 to 0777. */
  int mode() {
    return bits & 0777;
  }
}
