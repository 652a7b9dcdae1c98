package io.lockstep.materialize.content;

import io.lockstep.schema.ContentEntry;
import io.lockstep.schema.ContentKind;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What stands at a path of a folder. Two that are equal are the same to every reader.
 *
 * @param size length in bytes; 0 for what is not a file
 * @param sha256 of a file's bytes, lower-case hexadecimal; empty for what is not a file
 * @param mode POSIX permission bits, 0 to 0777; 0777 for links, whose own bits mean nothing
 * @param target where a link points; empty for what is not a link
 */
public record Item(ContentKind kind, long size, String sha256, int mode, String target) {
  private static final int LINK_MODE = 0777;

  /** A file. */
  public static Item file(long size, String sha256, int mode) {
    return new Item(ContentKind.FILE, size, sha256, mode, "");
  }

  /** A directory. */
  public static Item directory(int mode) {
    return new Item(ContentKind.DIRECTORY, 0, "", mode, "");
  }

  /** A link. */
  public static Item link(String target) {
    return new Item(ContentKind.SYMLINK, 0, "", LINK_MODE, target);
  }

  /** What the cluster has. */
  public static Item of(ContentEntry entry) {
    return switch (entry.getKind()) {
      case FILE -> file(entry.getSize(), hex(entry.getSha256()), entry.getMode());
      case DIRECTORY -> directory(entry.getMode());
      case SYMLINK -> link(entry.getTarget());
    };
  }

  private static String hex(ByteBuffer hash) {
    byte[] bytes = new byte[hash.remaining()];
    hash.duplicate().get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** As the cluster keeps it. */
  public ContentEntry entry(String folder, String path) {
    return ContentEntry.newBuilder()
        .setFolder(folder)
        .setPath(path)
        .setKind(kind)
        .setSize(size)
        .setSha256(isFile() ? ByteBuffer.wrap(HexFormat.of().parseHex(sha256)) : null)
        .setMode(mode)
        .setTarget(kind == ContentKind.SYMLINK ? target : null)
        .build();
  }

  /** Whether it is a file. */
  public boolean isFile() {
    return kind == ContentKind.FILE;
  }

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return kind == ContentKind.DIRECTORY;
  }
}
