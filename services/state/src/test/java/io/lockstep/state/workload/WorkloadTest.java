package io.lockstep.state.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.DrainNode;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import io.lockstep.state.workload.Workload.Assignment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static final String ATTRIBUTES = "EventQueue.taskProcessor.attributes";
  private final Cluster cluster = Cluster.ofThree();

  private void attributes(String node, Map<String, String> attributes) {
    cluster.accept(new ChangeNode(Samples.memberBuilder(node).setAttributes(attributes).build()));
  }

  private void policy(String policy) {
    cluster.accept(Samples.set(Workload.POLICY, policy), Samples.set("Cluster.mode", "active"));
  }

  private List<String> takers(String task) {
    return assignment(task).nodes();
  }

  private Assignment assignment(String task) {
    return Workload.of(cluster.image()).tasks().stream()
        .filter(assignment -> assignment.task().equals(task))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyNodeThatWorksTakesEveryTaskWithoutAPolicyThatMatches() {
    policy(Workload.ROUND_ROBIN);
    attributes("n2", Map.of("PGP", "true"));

    assertThat(takers("PGP")).containsExactly("n1", "n2", "n3");
    assertThat(Workload.of(cluster.image()).tasks())
        .extracting(Assignment::task)
        .containsExactly("FM_TRIGGERED", "MAINTENANCE", "PGP", "PULL", "PUSH", "(others)");
  }

  @Test
  void theCacheBasedPolicyHoldsWhereNoneIsSet() {
    Workload workload = Workload.of(cluster.image());

    assertThat(workload.policy()).isEqualTo(Workload.CACHE_BASED);
    assertThat(assignment("PUSH").reason()).contains("cache");
    assertThat(workload.untaken()).isEmpty();
  }

  @Test
  void tasksGoToNodesWhoseAttributeMatchesAndTheOthersAreNamed() {
    policy(Workload.ATTRIBUTE_MATCH);
    attributes("n2", Map.of("PGP", "true", "zone", "east"));
    attributes("n3", Map.of("PGP", "TRUE", "OCR", "true"));

    assertThat(takers("PGP")).containsExactly("n2", "n3");
    assertThat(takers("OCR")).containsExactly("n3");
    assertThat(takers("(others)")).containsExactly("n1", "n2", "n3");
    assertThat(Workload.of(cluster.image()).untaken())
        .containsExactly("FM_TRIGGERED", "MAINTENANCE", "PULL", "PUSH");
    assertThat(assignment("PUSH").reason()).contains("PUSH=true", "lockstep node set");
  }

  @Test
  void aDrainedNodeTakesNothingAndIsNamedWhereItIsMissed() {
    policy(Workload.ATTRIBUTE_MATCH);
    attributes("n2", Map.of("PGP", "true"));
    cluster.accept(new DrainNode("n2"));

    assertThat(takers("PGP")).isEmpty();
    assertThat(assignment("PGP").reason()).startsWith("n2 with PGP=true does no work now");
    assertThat(takers("(others)")).containsExactly("n1", "n3");
  }

  @Test
  void theNodesOwnValueWinsOverItsAttributesAndTheseOverTheSharedValue() {
    policy(Workload.ATTRIBUTE_MATCH);
    attributes("n1", Map.of("PGP", "false"));
    attributes("n2", Map.of("PGP", "true", "PUSH", "true"));
    cluster.accept(
        Samples.set(ATTRIBUTES, "PGP=true, PULL=true"),
        Samples.set(ATTRIBUTES, "node:n2", " PGP = false,odd,=x "));

    assertThat(takers("PGP")).containsExactly("n3");
    assertThat(takers("PUSH")).containsExactly("n2");
    assertThat(takers("PULL")).containsExactly("n1", "n3");
  }

  @Test
  void thePrimaryAloneTakesTasksInAPassiveCluster() {
    policy(Workload.ROUND_ROBIN);
    cluster.accept(Samples.set("Cluster.mode", "passive"));

    assertThat(takers("PGP")).containsExactly("n1");
    assertThat(Workload.of(cluster.image()).nodes())
        .filteredOn(Workload.NodeShare::works)
        .hasSize(1);
  }
}
