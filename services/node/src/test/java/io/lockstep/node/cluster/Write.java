package io.lockstep.node.cluster;

import io.lockstep.schema.DrainNode;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.ResumeNode;
import io.lockstep.schema.SetConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A write that a test asks for, as a request and as actions.
 *
 * @param id of the command
 * @param path under {@code /api/v1}
 * @param body null for none
 */
public record Write(String id, String method, String path, Object body, List<Object> actions) {
  private static Write of(String method, String path, Object body, Object action) {
    return new Write(UUID.randomUUID().toString(), method, path, body, List.of(action));
  }

  /** Gives a shared parameter a value. */
  public static Write set(String key, String value) {
    return of(
        "PUT",
        "/configuration/" + key,
        Map.of("value", value),
        SetConfiguration.newBuilder().setKey(key).setScope("shared").setValue(value).build());
  }

  /** Takes the value of a shared parameter away. */
  public static Write unset(String key) {
    return of("DELETE", "/configuration/" + key, null, new RemoveConfiguration(key, "shared"));
  }

  /** Sets and unsets as one change. */
  public static Write together(List<Write> writes) {
    List<Object> operations = new ArrayList<>();
    List<Object> actions = new ArrayList<>();
    for (Write write : writes) {
      Object action = write.actions.get(0);
      actions.add(action);
      operations.add(
          action instanceof SetConfiguration set
              ? Map.of("op", "set", "key", set.getKey(), "value", set.getValue())
              : Map.of("op", "unset", "key", ((RemoveConfiguration) action).getKey()));
    }
    return new Write(
        UUID.randomUUID().toString(),
        "POST",
        "/changes",
        Map.of("operations", operations),
        actions);
  }

  /** Makes a node primary. */
  public static Write promote(String node) {
    return of(
        "POST", "/primary", Map.of("node", node), new PromoteNode(node, PromotionReason.MANUAL));
  }

  /** Hands the role back to a node that is the first of the order. */
  public static Write failBack(String first) {
    return of("POST", "/primary/failback", null, new PromoteNode(first, PromotionReason.FAILBACK));
  }

  /** Takes a node out of duty. */
  public static Write drain(String node) {
    return of("POST", "/nodes/" + node + "/drain", null, new DrainNode(node));
  }

  /** Puts a node back in duty. */
  public static Write resume(String node) {
    return of("POST", "/nodes/" + node + "/resume", null, new ResumeNode(node));
  }

  /** Takes a node out of the cluster. */
  public static Write remove(String node) {
    return of("DELETE", "/nodes/" + node, null, new RemoveNode(node));
  }
}
