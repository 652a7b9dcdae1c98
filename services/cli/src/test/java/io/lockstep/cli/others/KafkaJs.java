package io.lockstep.cli.others;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** KafkaJS with its client of Confluent's registry, as npm has them, pinned by a lock file. */
final class KafkaJs {
  private static final Path SOURCES = Path.of("src", "test", "js").toAbsolutePath();
  private static final long SECONDS = 120;

  private final Path folder;

  private KafkaJs(Path folder) {
    this.folder = folder;
  }

  /**
   * Installs it in a folder. Without Node.js, npm or npm's registry the test is skipped; with
   * {@code -Dlockstep.test.node=required} it fails.
   */
  static KafkaJs installIn(Path folder) throws Exception {
    if (Stream.of("node", "npm").anyMatch(program -> !onPath(program))) {
      without("there is no node or no npm on the PATH; apt-get install nodejs npm");
    }
    Files.createDirectories(folder);
    for (String file : List.of("package.json", "package-lock.json", "read-topics.js")) {
      Files.copy(SOURCES.resolve(file), folder.resolve(file));
    }
    KafkaJs client = new KafkaJs(folder);
    try {
      client.run("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");
    } catch (IOException e) {
      without(e.getMessage());
    }
    return client;
  }

  private static void without(String reason) {
    if ("required".equals(System.getProperty("lockstep.test.node"))) {
      fail(reason);
    }
    abort(reason);
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  /**
   * Reads topics from their first record.
   *
   * @param registry the registry's Confluent API
   * @param last the offset up to which each topic is read, which is one of a record
   */
  List<Decoded> read(String broker, String registry, Map<String, Long> last) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", "read-topics.js", broker, registry));
    last.forEach((topic, offset) -> command.add(topic + "=" + offset));
    return run(command.toArray(String[]::new)).lines().map(Decoded::parse).toList();
  }

  private String run(String... command) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(
            String.join(" ", command)
                + (ended ? " failed: " : " took more than " + SECONDS + " s: ")
                + Files.readString(err));
      }
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out);
  }
}
