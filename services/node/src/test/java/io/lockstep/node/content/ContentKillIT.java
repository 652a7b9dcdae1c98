package io.lockstep.node.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.node.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is killed while it writes what came. */
@Tag("long")
class ContentKillIT {
  private static final int FILES = 60;
  private static final int LINES = 4_000;
  private static final int KILLS = 4;

  @TempDir private Path folder;

  private static String text(int version) {
    return "version %03d%n".formatted(version).repeat(LINES);
  }

  /** Each file at once, so that a half one would be the killed node's. */
  private static void write(Nodes nodes, int version) throws IOException {
    for (int file = 0; file < FILES; file++) {
      Path place = nodes.web("n1").resolve("d" + file % 7 + "/f" + file);
      Files.createDirectories(place.getParent());
      Path whole = Files.writeString(nodes.data("n1").resolve("next"), text(version));
      Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** The versions that stand there, by how many files have them; a file that is none is named. */
  private static Map<String, Integer> versions(Path root) throws IOException {
    Set<String> whole = new HashSet<>();
    for (int version = 0; version <= KILLS; version++) {
      whole.add(text(version));
    }
    Map<String, Integer> versions = new HashMap<>();
    for (int file = 0; file < FILES; file++) {
      Path path = root.resolve("d" + file % 7 + "/f" + file);
      if (Files.exists(path)) {
        String text = Files.readString(path);
        String version = whole.contains(text) ? text.substring(0, 11) : "torn: " + path;
        versions.merge(version, 1, Integer::sum);
      }
    }
    return versions;
  }

  @Test
  void leavesNoHalfFileAndComesBackInStep() throws Exception {
    try (Nodes nodes = new Nodes(TestCluster.founded(), folder)) {
      nodes.start("n1");
      write(nodes, 0);
      Process child = nodes.child("n2");
      try {
        for (int kill = 1; kill <= KILLS; kill++) {
          String before = "version %03d".formatted(kill - 1);
          awaitVersions(nodes, child, before, FILES);
          write(nodes, kill);
          awaitVersions(nodes, child, "version %03d".formatted(kill), 1 + kill * 9);
          child.destroyForcibly().waitFor();

          assertThat(versions(nodes.web("n2")).keySet())
              .isSubsetOf(before, "version %03d".formatted(kill));
          child = nodes.child("n2");
        }
        awaitVersions(nodes, child, "version %03d".formatted(KILLS), FILES);
        await()
            .atMost(Nodes.PATIENCE)
            .untilAsserted(() -> assertThat(nodes.tree("n2")).isEqualTo(nodes.tree("n1")));
        try (var all = Files.walk(nodes.web("n2"))) {
          assertThat(all.filter(path -> path.getFileName().toString().startsWith(".lockstep-")))
              .isEmpty();
        }
      } finally {
        child.destroyForcibly().waitFor();
      }
    }
  }

  private static void awaitVersions(Nodes nodes, Process child, String version, int least) {
    await(version)
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(5))
        .failFast("the child has ended, see child.log", () -> !child.isAlive())
        .ignoreExceptions() // a file is replaced while it is read
        .until(() -> versions(nodes.web("n2")).getOrDefault(version, 0) >= least);
  }
}
