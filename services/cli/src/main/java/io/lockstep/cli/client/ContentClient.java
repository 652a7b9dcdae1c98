package io.lockstep.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a node's HTTP interface offers about managed content: its documents as they are. As with
 * {@link NodeClient}, every method throws {@link io.lockstep.cli.failure.Failure}. Thread-safe.
 */
public final class ContentClient {
  private final Exchange exchange;

  ContentClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /** What the cluster has, of one folder; null: of all. */
  public JsonNode list(String folder) {
    return get("content" + Paths.query("folder", folder));
  }

  /** How the folders of the asked node are. */
  public JsonNode status() {
    return get("content/status");
  }

  /** What a path was, newest first. */
  public JsonNode history(String folder, String path, int limit) {
    return get(
        folder(folder) + "/history" + Paths.query("path", path, "limit", Integer.toString(limit)));
  }

  /**
   * Lets the asked node look at a folder; returns once it is in step or something is in the way.
   */
  public JsonNode publish(String folder, boolean confirmDeletes) {
    return exchange.post(
        folder(folder) + "/publish", Map.of("confirmDeletes", confirmDeletes), JsonNode.class);
  }

  /** Takes a path away, and what is below it. */
  public ChangeAnswer remove(String folder, String path) {
    return exchange.delete(folder(folder) + Paths.query("path", path));
  }

  /** Gives a path what it was at a revision. */
  public ChangeAnswer restore(String folder, String path, long revision) {
    return exchange.post(folder(folder) + "/restore", Map.of("path", path, "revision", revision));
  }

  private static String folder(String folder) {
    return "content/" + Paths.encode(folder);
  }

  private JsonNode get(String path) {
    return exchange.read(exchange.request(path).build(), JsonNode.class);
  }
}
