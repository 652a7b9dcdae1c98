package io.lockstep.log.testing;

import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.TopicProvisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Clusters for tests: each has a name of its own, so tests share brokers and registry. */
public final class TestLog {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestLog() {}

  /** A connection to a cluster that nobody else has, with an empty schema cache; no topics yet. */
  public static LogConnection connection(TestKafka kafka, TestRegistry registry) {
    try {
      return new LogConnection(
          "test-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet(),
          kafka.bootstrapServers(),
          registry.uri(),
          Files.createTempDirectory("lockstep-test-schemas"),
          Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, with topics and schemas. */
  public static LogConnection provisioned(TestKafka kafka, TestRegistry registry) {
    LogConnection connection = connection(kafka, registry);
    new TopicProvisioner(connection, kafka.layout()).provision();
    return connection;
  }
}
