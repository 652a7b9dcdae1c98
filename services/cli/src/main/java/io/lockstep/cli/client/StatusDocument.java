package io.lockstep.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The status of a cluster, as the status application tells it. */
public final class StatusDocument {
  private final JsonNode json;
  private final Fields fields;

  private StatusDocument(JsonNode json, Fields fields) {
    this.json = json;
    this.fields = fields;
  }

  static StatusDocument of(JsonNode json) throws JsonProcessingException {
    return new StatusDocument(json, Json.MAPPER.treeToValue(json, Fields.class));
  }

  private record Fields(
      String cluster,
      String summary,
      boolean converged,
      String since,
      String asOf,
      boolean stale,
      String staleReason,
      List<Node> nodes,
      List<Alert> alerts) {}

  /**
   * A node.
   *
   * @param lagEvents events that it has not applied
   * @param lagMillis age of the oldest of them
   */
  public record Node(
      String id,
      String state,
      String reason,
      String since,
      boolean quiet,
      boolean primary,
      String url,
      long revision,
      String digest,
      long lagEvents,
      long lagMillis,
      String softwareVersion) {}

  /** An alert that is raised. */
  public record Alert(String id, String severity, String cause, String remedy, String raised) {}

  /** All of it. */
  public JsonNode json() {
    return json;
  }

  /** The cluster's name. */
  public String cluster() {
    return fields.cluster();
  }

  /** The cluster in words. */
  public String summary() {
    return fields.summary();
  }

  /** Whether all nodes in duty are in the head's state. */
  public boolean converged() {
    return fields.converged();
  }

  /** Since when; ISO 8601. */
  public String since() {
    return fields.since();
  }

  /** When it was last known to be the present status; ISO 8601. */
  public String asOf() {
    return fields.asOf();
  }

  /** Why it is not known to be the present status any more; empty while it is. */
  public Optional<String> stale() {
    return fields.stale() ? Optional.of(String.valueOf(fields.staleReason())) : Optional.empty();
  }

  /** The nodes, by id. */
  public List<Node> nodes() {
    return fields.nodes() == null ? List.of() : fields.nodes();
  }

  /** What is raised and not cleared. */
  public List<Alert> alerts() {
    return fields.alerts() == null ? List.of() : fields.alerts();
  }
}
