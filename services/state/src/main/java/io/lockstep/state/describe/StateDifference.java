package io.lockstep.state.describe;

import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** The difference of two states of a cluster. */
public final class StateDifference {
  private StateDifference() {}

  /**
   * What became of each entity that differs, ordered by key. An entity that was written again with
   * the same state does not differ.
   */
  public static List<EntityChange> of(ClusterImage before, ClusterImage after) {
    Map<String, EntityChange> changes = new TreeMap<>();
    before.forEach(
        entity -> {
          if (after.entity(entity.key()).isEmpty()) {
            add(changes, payload(entity), null);
          }
        });
    after.forEach(
        entity -> {
          SpecificRecord old =
              before.entity(entity.key()).map(StateDifference::payload).orElse(null);
          if (old == null || !old.equals(payload(entity))) {
            add(changes, old, payload(entity));
          }
        });
    return new ArrayList<>(changes.values());
  }

  /** What became of one entity; null stands for none. */
  public static EntityChange of(SpecificRecord before, SpecificRecord after) {
    String operation = before == null ? "added" : after == null ? "removed" : "changed";
    EntityName name = EntityName.of(after == null ? before : after);
    return new EntityChange(name, operation, EntityDifference.of(before, after));
  }

  private static void add(
      Map<String, EntityChange> changes, SpecificRecord before, SpecificRecord after) {
    EntityChange change = of(before, after);
    changes.put(change.entity().key(), change);
  }

  private static SpecificRecord payload(Entity entity) {
    return (SpecificRecord) entity.event().getPayload();
  }
}
