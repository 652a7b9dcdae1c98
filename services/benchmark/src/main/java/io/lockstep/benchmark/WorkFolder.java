package io.lockstep.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a benchmark puts what it makes; deleted at its end unless somebody asked for it. */
record WorkFolder(Path path, boolean stays) implements AutoCloseable {
  /**
   * A new folder.
   *
   * @param asked below which it shall be and stay; null for a temporary one
   */
  static WorkFolder of(Path asked, String name) throws IOException {
    return asked == null
        ? new WorkFolder(Files.createTempDirectory("lockstep-bench-"), false)
        : new WorkFolder(Files.createDirectories(asked.resolve(name)).toAbsolutePath(), true);
  }

  @Override
  public void close() throws IOException {
    if (stays) {
      return;
    }
    List<Path> all;
    try (Stream<Path> tree = Files.walk(path)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
