package io.lockstep.topology.node;

import io.lockstep.schema.NodeStatus;
import java.util.Set;
import org.apache.avro.Schema;

/** Whether a status is worth telling. Pure. */
public final class News {
  private static final Set<String> MOVING =
      Set.of(
          "lastReport",
          "sequence",
          "lagMillis",
          "lagSamples",
          "clockSkewMillis",
          "propagationMillis",
          "otherRun");

  private static final int[] SETTLED =
      NodeStatus.getClassSchema().getFields().stream()
          .filter(field -> !MOVING.contains(field.name()))
          .mapToInt(Schema.Field::pos)
          .toArray();

  private News() {}

  /**
   * Whether two statuses differ in more than what moves with every report: its time and number, the
   * age of the lag, and what is measured by it.
   */
  public static boolean between(NodeStatus one, NodeStatus other) {
    return !Statuses.same(one, other, SETTLED);
  }
}
