package io.lockstep.node.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.Refusal;
import io.lockstep.state.image.Entity;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the API answers with. */
final class Answers {
  private Answers() {}

  /** A change that was accepted. */
  @Serdeable
  record Accepted(String commandId, long firstRevision, long revision) {
    static Accepted of(Outcome outcome) {
      return new Accepted(
          outcome.getCommandId(), outcome.getFirstRevision(), outcome.getRevision());
    }
  }

  /** Why a command was refused. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RefusalAnswer(
      String code,
      String message,
      String entity,
      Long expectedRevision,
      Long actualRevision,
      String actualValue) {
    static RefusalAnswer of(Refusal refusal) {
      return new RefusalAnswer(
          refusal.getCode(),
          refusal.getMessage(),
          refusal.getEntity(),
          refusal.getExpectedRevision(),
          refusal.getActualRevision(),
          refusal.getActualValue());
    }
  }

  /** What became of a command: {@code pending}, {@code accepted} or {@code refused}. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CommandAnswer(
      String commandId, String status, Long firstRevision, Long revision, RefusalAnswer refusal) {
    static CommandAnswer pending(String id) {
      return new CommandAnswer(id, "pending", null, null, null);
    }

    static CommandAnswer of(Outcome outcome) {
      boolean accepted = outcome.getResult() == OutcomeResult.ACCEPTED;
      return new CommandAnswer(
          outcome.getCommandId(),
          accepted ? "accepted" : "refused",
          accepted ? outcome.getFirstRevision() : null,
          outcome.getRevision(),
          accepted ? null : RefusalAnswer.of(outcome.getRefusal()));
    }
  }

  /** A parameter; without its value if that is a secret. */
  @Serdeable
  record Parameter(
      String key,
      String scope,
      String value,
      boolean secret,
      long revision,
      String changeId,
      String actor,
      String origin,
      String time) {
    static Parameter of(Entity entity) {
      Event event = entity.event();
      ConfigurationChanged changed = entity.payload(ConfigurationChanged.class);
      boolean secret = changed.getSealed() != null;
      return new Parameter(
          changed.getKey(),
          changed.getScope(),
          secret ? null : changed.getValue(),
          secret,
          event.getRevision(),
          event.getChangeId(),
          event.getActor(),
          event.getOrigin(),
          event.getTime().toString());
    }
  }

  /** Parameters at a revision. */
  @Serdeable
  record Parameters(long revision, List<Parameter> items) {}

  /** Something that keeps a node from being ready. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProblemAnswer(String code, String message, Long offset) {
    static List<ProblemAnswer> of(List<io.lockstep.schema.Problem> problems) {
      return problems.stream()
          .map(p -> new ProblemAnswer(p.getCode(), p.getMessage(), p.getOffset()))
          .toList();
    }
  }

  /** What a node reported last. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Report(
      String state,
      long receivedRevision,
      long writtenRevision,
      long activeRevision,
      String digest,
      long offset,
      long epoch,
      String softwareVersion,
      String productVersion,
      long ageMillis,
      List<String> drifted,
      List<ProblemAnswer> problems,
      List<ProblemAnswer> warnings) {}

  /** How far a node is that is made anew from the log; {@code phase} in lower case. */
  @Serdeable
  record Resync(
      String node,
      String phase,
      String started,
      String ended,
      Long revision,
      List<String> written) {
    static Resync of(String node, io.lockstep.node.resync.Resync.State state) {
      return new Resync(
          node,
          state.phase().name().toLowerCase(Locale.ROOT),
          state.started() == null ? null : state.started().toString(),
          state.ended() == null ? null : state.ended().toString(),
          state.revision() == 0 ? null : state.revision(),
          state.written());
    }
  }

  /** A node. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Node(
      String id,
      String host,
      String url,
      String adminUrl,
      String site,
      List<String> roles,
      Map<String, String> attributes,
      String state,
      boolean primary,
      Report report) {}

  /** Nodes at a revision. */
  @Serdeable
  record Nodes(long revision, List<Node> items) {}

  /** The primary; pinned is one that was promoted by hand, which no failback follows. */
  @Serdeable
  record Primary(
      long epoch, String node, String reason, long revision, String time, boolean pinned) {}

  /** An entry of the promotion order. */
  @Serdeable
  record OrderEntry(String host, String url, boolean enabled, List<String> comments) {
    static OrderEntry of(PromotionEntry entry) {
      return new OrderEntry(
          entry.getHost(), entry.getUrl(), entry.getEnabled(), entry.getComments());
    }
  }

  /** The promotion order. */
  @Serdeable
  record Order(long revision, List<OrderEntry> entries, List<String> trailer) {}

  /** How this node is. */
  @Serdeable
  record State(
      String cluster,
      String node,
      String incarnation,
      String state,
      boolean primary,
      long epoch,
      String primaryNode,
      long revision,
      long writtenRevision,
      long activeRevision,
      String digest,
      long offset,
      boolean caughtUp,
      long staleMillis,
      List<String> drifted,
      List<ProblemAnswer> problems,
      List<ProblemAnswer> warnings) {}

  /** An event that a change would make, and on which nodes a parameter holds then. */
  @Serdeable
  record PlannedEvent(String entity, String type, long revision, List<String> reach) {}

  /** What a change would do to a file. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record PlannedFile(
      String node,
      String path,
      String change,
      String before,
      String after,
      String seen,
      String problem) {}

  /** What a change would do. */
  @Serdeable
  record DryRun(
      boolean accepted, long revision, List<PlannedEvent> events, List<PlannedFile> files) {}
}
