package io.lockstep.consistency.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of a node, which can be set while it runs: by libfaketime (Debian's {@code
 * faketime}) where it is installed. Its monotonic clock goes on as it should, as on a machine whose
 * clock somebody sets.
 */
public final class NodeClock {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

  private final Path file;

  NodeClock(Path file) {
    this.file = file;
    set(0);
  }

  /** The library, where there is one. */
  public static Optional<Path> library() {
    return PLACES.stream().filter(Files::exists).findFirst();
  }

  /** Environment of the node's process. */
  Map<String, String> environment() {
    return library()
        .map(
            library ->
                Map.of(
                    "LD_PRELOAD", library.toString(),
                    "FAKETIME_TIMESTAMP_FILE", file.toString(),
                    "FAKETIME_CACHE_DURATION", "1",
                    "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                    // Else waits of a JVM end too early.
                    "FAKETIME_FORCE_MONOTONIC_FIX", "0"))
        .orElse(Map.of());
  }

  /** Sets it so many seconds ahead, or behind if negative; within a second it holds. */
  public void set(int seconds) {
    try {
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(beside, (seconds < 0 ? "" : "+") + seconds + "\n");
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
