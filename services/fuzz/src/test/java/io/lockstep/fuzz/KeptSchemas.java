package io.lockstep.fuzz;

import io.lockstep.log.LogConnection;
import io.lockstep.schema.topic.TopicContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** All schemas on disk, as a node keeps them, so that records are read without a registry. */
public final class KeptSchemas {
  private KeptSchemas() {}

  /** A connection that leads nowhere; the schema of the first contract has content id 1. */
  public static LogConnection connection() {
    try {
      Path directory = Files.createTempDirectory("lockstep-fuzz");
      for (TopicContract contract : TopicContract.values()) {
        Path file = directory.resolve(contentId(contract) + ".avsc");
        Files.writeString(file, contract.schema().toString());
        file.toFile().deleteOnExit();
      }
      directory.toFile().deleteOnExit();
      return new LogConnection(
          "east",
          "127.0.0.1:9",
          URI.create("http://127.0.0.1:9/apis/registry/v3"),
          directory,
          Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content id of a topic's schema. */
  public static int contentId(TopicContract contract) {
    return 1 + contract.ordinal();
  }
}
