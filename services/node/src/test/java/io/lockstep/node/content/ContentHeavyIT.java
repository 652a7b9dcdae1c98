package io.lockstep.node.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.node.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Much, between two nodes of 256 MiB: takes minutes and 4 GiB of disk. */
@EnabledIfSystemProperty(named = "lockstep.test.heavy", matches = "true")
class ContentHeavyIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int FILES = 10_000;
  private static final int MIB = Integer.getInteger("lockstep.test.heavy.mib", 1024);

  @TempDir private Path folder;

  @Test
  void tenThousandFilesAndOneGibibyteNeedNoMoreMemory() throws Exception {
    try (Nodes nodes = new Nodes(TestCluster.founded(), folder)) {
      Process source = nodes.child("n1", "-Xmx256m");
      Process target = nodes.child("n2", "-Xmx256m");
      try {
        await().atMost(PATIENCE).until(() -> Files.isDirectory(nodes.web("n2")));
        long begin = System.nanoTime();
        for (int file = 0; file < FILES; file++) {
          nodes.write("n1", "many/%02d/%05d".formatted(file % 100, file), "file " + file);
        }
        await().atMost(PATIENCE).until(() -> count(nodes.web("n2").resolve("many")) == FILES);
        tell("10,000 files", begin, source, target);

        begin = System.nanoTime();
        Path large = nodes.data("n1").resolve("large");
        fill(large);
        Files.move(large, nodes.web("n1").resolve("large"));
        await().atMost(PATIENCE).until(() -> Files.exists(nodes.web("n2").resolve("large")));
        tell(MIB + " MiB", begin, source, target);

        assertThat(
                Files.mismatch(nodes.web("n1").resolve("large"), nodes.web("n2").resolve("large")))
            .isNegative();
        assertThat(source.isAlive() && target.isAlive()).isTrue();
      } finally {
        source.destroyForcibly().waitFor();
        target.destroyForcibly().waitFor();
      }
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[1 << 20];
    Random random = new Random(1);
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < MIB; i++) {
        random.nextBytes(block);
        out.write(block);
      }
    }
  }

  private static long count(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return 0;
    }
    try (var all = Files.walk(root)) {
      return all.filter(
              path -> Files.isRegularFile(path) && !path.getFileName().toString().startsWith("."))
          .count();
    } catch (java.io.UncheckedIOException e) {
      return 0; // files come and go while it is walked
    }
  }

  private static void tell(String what, long begin, Process... nodes) throws IOException {
    System.out.printf("%s: %d ms%n", what, (System.nanoTime() - begin) / 1_000_000);
    for (Process node : nodes) {
      try (var lines = Files.lines(Path.of("/proc/" + node.pid() + "/status"))) {
        lines.filter(line -> line.startsWith("VmHWM")).forEach(System.out::println);
      }
    }
  }
}
