package io.lockstep.cli.log;

import io.lockstep.log.LogConnection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was asked about which log, as JSON. */
public final class LogDocument {
  private LogDocument() {}

  /** The log, and more fields. */
  public static Map<String, Object> of(LogConnection connection, Map<String, ?> more) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("cluster", connection.cluster());
    document.put("kafka", connection.bootstrapServers());
    document.put("registry", connection.registry());
    document.putAll(more);
    return document;
  }
}
