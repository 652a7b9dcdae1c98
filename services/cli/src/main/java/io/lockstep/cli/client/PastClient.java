package io.lockstep.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * What a node tells of the past: its documents as they are. As with {@link NodeClient}, every
 * method throws {@link io.lockstep.cli.failure.Failure}. Thread-safe.
 */
public final class PastClient {
  private final Exchange exchange;

  PastClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /** The newest values that a parameter had in a scope. */
  public JsonNode history(String key, String scope, int limit) {
    return get(
        "configuration/"
            + Paths.encode(key)
            + "/history"
            + Paths.query("scope", scope, "limit", Integer.toString(limit)));
  }

  /** The state at a revision. */
  public JsonNode state(long revision) {
    return get("state" + Paths.query("at", Long.toString(revision)));
  }

  /** What differs between the states at two revisions. */
  public JsonNode difference(long from, long to) {
    return get("state/diff" + Paths.query("from", Long.toString(from), "to", Long.toString(to)));
  }

  /** What going back would do. */
  public JsonNode revertPlan(Wanted wanted) {
    HttpRequest request =
        exchange
            .request("state/revert?dry-run=true")
            .header("Content-Type", "application/json")
            .POST(Exchange.json(wanted.body()))
            .build();
    return exchange.read(request, JsonNode.class);
  }

  /**
   * Goes back.
   *
   * @param head of the plan; it is refused if anything changed since
   */
  public JsonNode revert(Wanted wanted, long head) {
    ObjectNode body = wanted.body();
    body.put("expectHead", head);
    return exchange.post("state/revert", body, JsonNode.class);
  }

  /**
   * Hands over the changes as they come; returns when the connection ends.
   *
   * @param from first revision that is wanted; null for the next change
   * @param last revision that was seen last; null for none; wins over {@code from}
   * @param connected takes the node's revision each time that it begins to answer
   * @param more says whether to go on
   */
  public void watch(Long from, Long last, LongConsumer connected, Predicate<WatchEvent> more) {
    String path = "watch" + Paths.query("from", from == null ? null : from.toString());
    exchange.events(path, last, connected, more);
  }

  private JsonNode get(String path) {
    return exchange.read(exchange.request(path).build(), JsonNode.class);
  }

  /**
   * Where to go back to: one of both.
   *
   * @param revision of the state; null for a change
   * @param change that is undone; null for a state
   * @param force undoes the change also where later ones overwrote it
   */
  public record Wanted(Long revision, Long change, boolean force) {
    ObjectNode body() {
      ObjectNode body = Json.MAPPER.createObjectNode();
      if (revision != null) {
        body.put("revision", revision);
      } else {
        body.put("change", change);
        body.put("force", force);
      }
      return body;
    }
  }
}
