package io.lockstep.log.codec;

import io.lockstep.log.LogConnection;
import io.lockstep.schema.topic.TopicContract;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Codecs that find all schemas on disk, as those of a node do while its registry is down. */
public final class KeptSchemas {
  private KeptSchemas() {}

  /**
   * Codecs of a cluster that write and read with the schemas of this version.
   *
   * @param folder for the schemas; made where it is missing
   */
  public static Codecs codecs(String cluster, Path folder) {
    LogConnection connection =
        new LogConnection(
            cluster,
            "127.0.0.1:9",
            URI.create("http://127.0.0.1:9/apis/registry/v3"),
            folder,
            Map.of());
    SchemaCache cache = new SchemaCache(folder);
    for (TopicContract contract : TopicContract.values()) {
      long id = 1 + contract.ordinal();
      cache.put(id, contract.schema().toString());
      cache.putWriter(connection.topic(contract), contract.schema(), id);
    }
    Codecs codecs = new Codecs(connection);
    codecs.prepare();
    return codecs;
  }
}
