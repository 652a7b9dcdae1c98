package io.lockstep.materialize.content;

import io.lockstep.materialize.file.MaterializeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * A file of lines to which more are added. Where a line came to the disk in part, as on a full one,
 * nothing is added behind it: it {@link #isTorn} until the file was written anew. One thread.
 */
final class LineFile implements AutoCloseable {
  /** How a file is opened to be written from its beginning; for tests that let the disk fail. */
  interface Opener {
    /** Makes the file, or empties it. */
    End open(Path file) throws IOException;
  }

  /** The end of an open file. */
  interface End extends AutoCloseable {
    /** Adds some of the bytes, at least one. */
    void write(ByteBuffer bytes) throws IOException;

    /** Returns once the device has them. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** So many characters are written together. */
  private static final int PART = 1 << 16;

  private final Path file;
  private final Opener opener;
  private End end;
  private boolean torn = true; // there is no file of ours yet

  /** The file, to which nothing can be added before it is written anew. */
  LineFile(Path file, Opener opener) {
    this.file = file;
    this.opener = opener;
  }

  /** Opens files of the disk. */
  static End onDisk(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new End() {
      @Override
      public void write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
      }

      @Override
      public void force() throws IOException {
        channel.force(false);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /** Whether it has to be written anew before a line can be added. */
  boolean isTorn() {
    return torn;
  }

  /**
   * Adds lines.
   *
   * @param lines each with its end
   * @param force whether to return only once the device has them
   * @throws MaterializeException if the disk does not take them; it is torn then
   */
  void append(String lines, boolean force) {
    torn = true;
    try {
      write(end, lines);
      if (force) {
        end.force();
      }
    } catch (IOException e) {
      throw failure(e);
    }
    torn = false;
  }

  /**
   * Puts other lines in its place, whole and on the device, or leaves it as it is.
   *
   * @param lines each with its end
   * @throws MaterializeException if it cannot be written
   */
  void rewrite(Stream<String> lines) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    End written = null;
    try {
      written = opener.open(next);
      StringBuilder part = new StringBuilder();
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        part.append(each.next());
        if (part.length() >= PART || !each.hasNext()) {
          write(written, part.toString());
          part.setLength(0);
        }
      }
      written.force();
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(written, next, e);
      throw failure(e);
    }
    close();
    end = written;
    torn = false;
  }

  private MaterializeException failure(IOException e) {
    return MaterializeException.of(file.toString(), "cannot write", e);
  }

  private static void write(End end, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      end.write(bytes);
    }
  }

  /** A full disk needs its room. */
  private static void discard(End written, Path next, IOException because) {
    try {
      if (written != null) {
        written.close();
      }
      Files.deleteIfExists(next);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try {
      if (end != null) {
        end.close();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }
}
