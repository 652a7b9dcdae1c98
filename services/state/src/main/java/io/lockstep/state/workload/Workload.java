package io.lockstep.state.workload;

import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.state.image.ClusterImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Which node takes which kind of the product's tasks.
 *
 * @param policy how tasks are given to nodes
 * @param duty which nodes work at all
 * @param nodes the members that were not removed, by id
 * @param tasks the kinds of tasks, by name; the last is {@value #OTHERS}, for those of no kind
 */
public record Workload(String policy, Duty duty, List<NodeShare> nodes, List<Assignment> tasks) {
  /** The parameter that has the policy; a shared value holds. */
  public static final String POLICY = "EventQueue.DispatchPolicy.name";

  /** Tasks go where what they need is cached already. */
  public static final String CACHE_BASED = "cacheBasedPolicy";

  /** Tasks go to nodes whose attribute of that kind is true. */
  public static final String ATTRIBUTE_MATCH = "attributeMatchPolicy";

  /** Tasks go to one node after the other. */
  public static final String ROUND_ROBIN = "roundRobinPolicy";

  /** Tasks of no kind that has an attribute; every node that works takes them. */
  public static final String OTHERS = "(others)";

  /**
   * What a node is for.
   *
   * @param attributes whether it is for tasks of a kind, by name of the kind
   */
  public record NodeShare(
      String id, MemberState state, boolean works, SortedMap<String, Boolean> attributes) {}

  /**
   * Who takes tasks of a kind.
   *
   * @param nodes ids, in the order in which they are asked; empty where nobody takes them
   * @param reason why these
   */
  public record Assignment(String task, List<String> nodes, String reason) {
    /** Copies the list. */
    public Assignment {
      nodes = List.copyOf(nodes);
    }
  }

  /** Copies the lists. */
  public Workload {
    nodes = List.copyOf(nodes);
    tasks = List.copyOf(tasks);
  }

  /** As an image says. A policy that nobody knows gives tasks to all nodes that work. */
  public static Workload of(ClusterImage image) {
    Duty duty = Duty.of(image);
    String policy = image.configuration().shared(POLICY).orElse(CACHE_BASED);
    List<NodeShare> nodes = new ArrayList<>();
    TreeSet<String> kinds = new TreeSet<>();
    for (Member member : image.members().present()) {
      SortedMap<String, Boolean> attributes = TaskAttributes.of(image, member);
      kinds.addAll(attributes.keySet());
      nodes.add(
          new NodeShare(member.getId(), member.getState(), duty.works(member.getId()), attributes));
    }
    List<Assignment> tasks = new ArrayList<>();
    for (String kind : kinds) {
      tasks.add(
          policy.equals(ATTRIBUTE_MATCH) ? matched(kind, duty, nodes) : spread(kind, policy, duty));
    }
    tasks.add(spread(OTHERS, policy, duty));
    return new Workload(policy, duty, nodes, tasks);
  }

  /** The kinds of tasks that no node takes. */
  public List<String> untaken() {
    return tasks.stream().filter(task -> task.nodes().isEmpty()).map(Assignment::task).toList();
  }

  private static Assignment matched(String kind, Duty duty, List<NodeShare> nodes) {
    List<String> takers =
        nodes.stream()
            .filter(NodeShare::works)
            .filter(node -> node.attributes().getOrDefault(kind, false))
            .map(NodeShare::id)
            .toList();
    if (!takers.isEmpty()) {
      return new Assignment(kind, takers, kind + "=true, in turn");
    }
    List<String> out =
        nodes.stream()
            .filter(node -> !node.works() && node.attributes().getOrDefault(kind, false))
            .map(NodeShare::id)
            .toList();
    String remedy = "lockstep node set ID --attribute " + kind + "=true gives one";
    return new Assignment(
        kind,
        List.of(),
        duty.working().isEmpty()
            ? "no node works"
            : out.isEmpty()
                ? "no node has " + kind + "=true; " + remedy
                : "%s with %s=true %s no work now; resume it, or %s"
                    .formatted(
                        String.join(", ", out), kind, out.size() == 1 ? "does" : "do", remedy));
  }

  private static Assignment spread(String kind, String policy, Duty duty) {
    String reason =
        duty.working().isEmpty()
            ? "no node works"
            : duty.working().size() == 1
                ? "the one node that works"
                : policy.equals(CACHE_BASED) && !kind.equals(OTHERS)
                    ? "the node that has what the task needs in its cache, else in turn"
                    : "in turn";
    return new Assignment(kind, duty.working(), reason);
  }
}
