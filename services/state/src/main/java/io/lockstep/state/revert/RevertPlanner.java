package io.lockstep.state.revert;

import io.lockstep.schema.Operation;
import io.lockstep.state.describe.EntityName;
import io.lockstep.state.describe.StateDifference;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Plans how entities get an earlier state again: parameters, the promotion order, certificates,
 * authorities and licences. What a node or the cluster itself is, who is primary, secrets and
 * tokens do not go back; where they differ, the plan says why. Plans only, and decides nothing: the
 * primary may refuse a step still.
 */
public final class RevertPlanner {
  private final BackwardActions actions;
  private final SealedPast sealed;

  /** Plans with what is known of sealed values. */
  public RevertPlanner(SealedPast sealed) {
    this.sealed = sealed;
    this.actions = new BackwardActions(sealed);
  }

  /** The way from one state back to an earlier one. */
  public RevertPlan plan(ClusterImage now, ClusterImage then) {
    Map<String, SpecificRecord> wanted = new TreeMap<>();
    now.forEach(
        entity -> wanted.put(entity.key(), then.entity(entity.key()).map(this::of).orElse(null)));
    then.forEach(entity -> wanted.put(entity.key(), of(entity)));
    return plan(now, wanted);
  }

  /**
   * The way back for some entities.
   *
   * @param wanted the payload that each entity had, by key; null for an entity that was not there
   */
  public RevertPlan plan(ClusterImage now, Map<String, SpecificRecord> wanted) {
    List<RevertStep> steps = new ArrayList<>();
    List<NotReverted> left = new ArrayList<>();
    new TreeMap<>(wanted)
        .forEach(
            (key, then) -> {
              Optional<Entity> entity = now.entity(key);
              SpecificRecord here = entity.map(this::of).orElse(null);
              if (SameState.of(here, then, key, sealed)) {
                return;
              }
              BackwardActions.Answer answer = actions.of(key, here, then);
              if (answer.action() == null) {
                left.add(new NotReverted(EntityName.of(then == null ? here : then), answer.why()));
              } else {
                steps.add(step(answer.action(), entity, here, then));
              }
            });
    steps.sort(Comparator.comparingInt(step -> BackwardActions.rank(step.operation().getAction())));
    return new RevertPlan(steps, left);
  }

  private static RevertStep step(
      Object action, Optional<Entity> entity, SpecificRecord here, SpecificRecord then) {
    Operation operation =
        Operation.newBuilder()
            .setAction(action)
            .setExpectedRevision(entity.map(Entity::revision).orElse(0L))
            .build();
    return new RevertStep(operation, StateDifference.of(here, then));
  }

  private SpecificRecord of(Entity entity) {
    return (SpecificRecord) entity.event().getPayload();
  }
}
