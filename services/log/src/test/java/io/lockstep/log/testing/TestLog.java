package io.lockstep.log.testing;

import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.TopicProvisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Clusters for tests: each has a name of its own, so tests share brokers and registry. */
public final class TestLog {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestLog() {}

  private static Path temporaryDirectory() {
    try {
      Path directory = Files.createTempDirectory("lockstep-test-schemas");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      // A codec still writes there, or the test removed it: the system cleans its folder.
    }
  }

  /** A connection to a cluster that nobody else has, with an empty schema cache; no topics yet. */
  public static LogConnection connection(TestKafka kafka, TestRegistry registry) {
    return new LogConnection(
        "test-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet(),
        kafka.bootstrapServers(),
        registry.uri(),
        temporaryDirectory(),
        Map.of());
  }

  /** The same, with topics and schemas. */
  public static LogConnection provisioned(TestKafka kafka, TestRegistry registry) {
    LogConnection connection = connection(kafka, registry);
    new TopicProvisioner(connection, kafka.layout()).provision();
    return connection;
  }
}
