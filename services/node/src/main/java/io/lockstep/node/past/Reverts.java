package io.lockstep.node.past;

import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.describe.EntityName;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.revert.RevertPlan;
import io.lockstep.state.revert.RevertPlanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Plans the way back to a state, or from one change. Blocks; any thread. */
public final class Reverts {
  /**
   * An entity of the change that a later one changed again.
   *
   * @param revision of the later change; 0 where the entity is gone and its removal forgotten
   */
  public record Overwritten(EntityName entity, long revision, String actor) {}

  /**
   * A plan.
   *
   * @param overwritten entities whose later state the plan would take back too; none for a state
   */
  public record Planned(RevertPlan plan, List<Overwritten> overwritten) {}

  private final Past past;
  private final RevertPlanner planner;

  /** Plans with what the node can open. */
  public Reverts(Past past, NodeTrust trust) {
    this.past = past;
    this.planner = new RevertPlanner(new RingSealedPast(trust));
  }

  /** Back to the state at a revision. */
  public Planned toState(ClusterImage now, long revision) {
    return new Planned(planner.plan(now, past.at(revision).image()), List.of());
  }

  /** Back from the change that a revision belongs to, as if it had not been. */
  public Planned fromChange(ClusterImage now, long revision) {
    List<JournalEntry> change = past.change(revision);
    ClusterImage before = past.at(change.get(0).getRevision() - 1).image();
    Map<String, SpecificRecord> wanted = new LinkedHashMap<>();
    Map<String, Long> left = new LinkedHashMap<>();
    for (JournalEntry entry : change) {
      String key = EntityKeys.of(entry.getEvent());
      left.put(key, entry.getRevision());
      wanted.put(key, before.entity(key).map(Reverts::payload).orElse(null));
    }
    List<Overwritten> overwritten = new ArrayList<>();
    left.forEach(
        (key, after) -> {
          Optional<Entity> here = now.entity(key).or(() -> now.removals().get(key));
          if (isOverwritten(now, key, here, event(change, after), after)) {
            overwritten.add(overwritten(change, after, here));
          }
        });
    return new Planned(planner.plan(now, wanted), overwritten);
  }

  private static Overwritten overwritten(
      List<JournalEntry> change, long after, Optional<Entity> here) {
    return new Overwritten(
        EntityName.of(event(change, after).getPayload()),
        here.map(Entity::revision).orElse(0L),
        here.map(entity -> entity.event().getActor()).orElse(null));
  }

  private boolean isOverwritten(
      ClusterImage now, String key, Optional<Entity> here, Event left, long after) {
    SpecificRecord payload = (SpecificRecord) left.getPayload();
    if (here.isEmpty()) {
      return !isRemoval(payload);
    }
    return here.get().revision() != after && !isAsLeft(now, key, payload);
  }

  /** Sealed anew by a rotation of the cluster's secret, it is still what the change made of it. */
  private boolean isAsLeft(ClusterImage now, String key, SpecificRecord payload) {
    if (isRemoval(payload)) {
      return now.entity(key).isEmpty();
    }
    RevertPlan back = planner.plan(now, Map.of(key, payload));
    return back.steps().isEmpty() && back.left().isEmpty();
  }

  private static boolean isRemoval(SpecificRecord payload) {
    return payload.getClass().getSimpleName().endsWith("Removed");
  }

  private static Event event(List<JournalEntry> change, long revision) {
    return change.get((int) (revision - change.get(0).getRevision())).getEvent();
  }

  private static SpecificRecord payload(Entity entity) {
    return (SpecificRecord) entity.event().getPayload();
  }
}
