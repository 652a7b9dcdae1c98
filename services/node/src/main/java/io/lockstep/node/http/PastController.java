package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.past.PastState;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.describe.EntityName;
import io.lockstep.state.describe.StateDifference;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.token.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.function.Predicate;

/** The past, from the journal: what happened, what a parameter was, how states differ. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PastController {
  private static final int MOST = 500;

  private final NodeService node;

  PastController(NodeService node) {
    this.node = node;
  }

  /** The values that a parameter had in a scope, newest first; {@code next} is the next's `to`. */
  @Access(Role.VIEWER)
  @Get("/configuration/{key}/history")
  PastAnswers.History history(
      String key,
      @QueryValue(defaultValue = EntityKeys.SHARED) String scope,
      @Nullable @QueryValue Long to,
      @QueryValue(defaultValue = "100") int limit) {
    String entity = EntityKeys.configuration(key, scope);
    Predicate<JournalEntry> wanted = entry -> keyOf(entry).equals(entity);
    PastAnswers.History history =
        PastAnswers.History.of(
            key, scope, node.past().newest(wanted, 1, newest(to), requireLimit(limit)));
    if (history.items().isEmpty() && to == null) {
      throw ApiException.notFound(
          key
              + " never had a value in scope "
              + scope
              + (history.begins() > 1 ? " since revision " + history.begins() : ""));
    }
    return history;
  }

  /**
   * What happened, newest first; {@code next} is the next's `to`. {@code entity} is how the keys of
   * the wanted entities begin, such as `configuration/Cluster.` or `node/n1`.
   */
  @Access(Role.VIEWER)
  @Get("/audit")
  PastAnswers.Audit audit(
      @Nullable @QueryValue Long from,
      @Nullable @QueryValue Long to,
      @Nullable @QueryValue String entity,
      @Nullable @QueryValue String actor,
      @QueryValue(defaultValue = "100") int limit) {
    Predicate<JournalEntry> wanted =
        entry ->
            (entity == null || keyOf(entry).startsWith(entity))
                && (actor == null || actor.equals(entry.getEvent().getActor()));
    long least = from == null ? 1 : requireRevision("from", from, 1);
    return PastAnswers.Audit.of(node.past().newest(wanted, least, newest(to), requireLimit(limit)));
  }

  /** What differs between the states at two revisions, in either order. */
  @Access(Role.VIEWER)
  @Get("/state/diff")
  PastAnswers.Differences diff(@QueryValue long from, @QueryValue long to) {
    requireRevision("from", from, 0);
    requireRevision("to", to, 0);
    List<PastState> states = node.past().at(List.of(Math.min(from, to), Math.max(from, to)));
    PastState before = states.get(from <= to ? 0 : 1);
    PastState after = states.get(from <= to ? 1 : 0);
    return new PastAnswers.Differences(
        from,
        to,
        StateDifference.of(before.image(), after.image()).stream()
            .map(PastAnswers.Difference::of)
            .toList());
  }

  /** The state once a revision was applied, with all of the change that it belongs to. */
  static PastAnswers.WholeState at(NodeService node, long revision) {
    return PastAnswers.WholeState.of(node.past().at(requireRevision("at", revision, 0)));
  }

  private static String keyOf(JournalEntry entry) {
    return EntityName.of(entry.getEvent().getPayload()).key();
  }

  private static long newest(Long to) {
    return to == null ? Long.MAX_VALUE : requireRevision("to", to, 0);
  }

  static long requireRevision(String name, long revision, long least) {
    if (revision < least) {
      throw ApiException.malformed(
          "%s is a revision from %d on, not %d".formatted(name, least, revision));
    }
    return revision;
  }

  private static int requireLimit(int limit) {
    if (limit < 1 || limit > MOST) {
      throw ApiException.malformed("limit is 1 to %d, not %d".formatted(MOST, limit));
    }
    return limit;
  }
}
