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

  private final Random random = new Random(20261126);

  /** Files of a size in one new directory. */
  record Load(String name, int files, int bytes) {}

  /** Makes the files of a load; {@link #appear} puts them into the folder. */
  void prepare(Path staging, Load load) throws IOException {
    Files.createDirectories(staging);
    byte[] bytes = new byte[load.bytes()];
    for (int file = 0; file < load.files(); file++) {
      random.nextBytes(bytes);
      Files.write(staging.resolve("file-" + file), bytes);
    }
  }

  /** The same files elsewhere. */
  void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : list(from)) {
      Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Moves a prepared directory into a folder. */
  void appear(Path staging, Path place) throws IOException {
    Files.move(staging, place, StandardCopyOption.ATOMIC_MOVE);
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
  void change(Path file, long place) throws IOException {
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

  /** Whether two directories or files have the same bytes. */
  static boolean same(Path one, Path other) throws IOException {
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
