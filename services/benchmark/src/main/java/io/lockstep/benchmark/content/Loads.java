package io.lockstep.benchmark.content;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What is changed in a folder. Each change is there at once: new files are made beside the folder
 * and moved into it by one rename, so that no time is measured in which they are only made.
 */
final class Loads {
  /** Name of the file that is changed in place. */
  static final String LARGE = "large.bin";

  /** How the names of files begin. */
  static final String PREFIX = "file-";

  private final Random random = new Random(20261126);

  /** Files of a size in one new directory. */
  record Load(String name, int files, int bytes) {}

  /** Makes the files of a load. */
  void prepare(Path staging, Load load) throws IOException {
    Files.createDirectories(staging);
    byte[] bytes = new byte[load.bytes()];
    for (int file = 0; file < load.files(); file++) {
      random.nextBytes(bytes);
      Files.write(staging.resolve(PREFIX + file), bytes);
    }
  }

  /**
   * A copy beside a folder, to be moved into it, on the device already: what is measured does not
   * share it with what came before.
   *
   * @param what a file, or a directory of files
   */
  static Path staged(Path what, Path folder) throws IOException, InterruptedException {
    Path staged = folder.resolveSibling("staging").resolve(what.getFileName());
    Files.createDirectories(staged.getParent());
    if (Files.isDirectory(what)) {
      Files.createDirectories(staged);
      for (Path file : list(what)) {
        Files.copy(file, staged.resolve(file.getFileName()));
      }
    } else {
      Files.copy(what, staged);
    }
    sync();
    return staged;
  }

  private static void sync() throws IOException, InterruptedException {
    int code = new ProcessBuilder("sync").inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("sync ended with " + code);
    }
  }

  /** Moves what was prepared into a folder. */
  static void appear(Path staged, Path place) throws IOException {
    Files.move(staged, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes the large file. */
  void large(Path file, long bytes) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] block = new byte[1 << 20];
    try (var out = Files.newOutputStream(file)) {
      for (long written = 0; written < bytes; written += block.length) {
        random.nextBytes(block);
        out.write(block);
      }
    }
  }

  /** A place in a file. */
  long place(long bytes) {
    return Math.floorMod(random.nextLong(), bytes);
  }

  /** Changes the byte at a place. */
  static void change(Path file, long place) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(place);
      int before = open.read();
      open.seek(place);
      open.write(before + 1);
    }
  }

  /** The files of a directory; empty if it is not there. */
  static List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Looks that two directories or files have the same bytes. */
  static void requireSame(Path one, Path other) throws IOException {
    if (!same(one, other)) {
      throw new IllegalStateException(other + " is not what " + one + " is");
    }
  }

  private static boolean same(Path one, Path other) throws IOException {
    if (!Files.isDirectory(one)) {
      return Files.exists(other) && Files.mismatch(one, other) < 0;
    }
    List<Path> files = list(one);
    if (list(other).size() != files.size()) {
      return false;
    }
    for (Path file : files) {
      Path there = other.resolve(file.getFileName());
      if (!Files.exists(there) || Files.mismatch(file, there) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Deletes a directory with all that is in it. */
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
