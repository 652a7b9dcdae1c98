package io.lockstep.state.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import org.junit.jupiter.api.Test;

/** Of three members: n1 and n3 are in site s1, n2 is in s0, or the other way round. */
class ParameterReachTest {
  private final Cluster cluster = Cluster.ofThree();

  @Test
  void saysOfEachScopeWhereItHoldsAndWhyNotElsewhere() {
    String site = cluster.image().members().get("n2").orElseThrow().getSite();
    cluster.accept(
        Samples.set("k", "1"),
        Samples.set("k", "site:" + site, "2"),
        Samples.set("k", "node:n1", "3"));

    assertThat(ParameterReach.of(cluster.image(), "k"))
        .containsExactly(
            "the value in scope shared holds on n3; not on n1, where the value in scope node:n1"
                + " comes before it; not on n2, where the value in scope site:"
                + site
                + " comes before it",
            "the value in scope node:n1 holds on n1; not on n2, n3, since the scope is another"
                + " node",
            "the value in scope site:"
                + site
                + " holds on n2; not on n1, n3, since the scope is another site");
  }

  @Test
  void saysThatNothingIsManagedWithoutAValue() {
    assertThat(ParameterReach.of(cluster.image(), "k"))
        .containsExactly("the parameter k has no value: each node keeps what its product has");
  }

  @Test
  void aValueOfNobodyHoldsNowhere() {
    assertThat(ParameterReach.of(cluster.image(), "k", "site:nowhere"))
        .isEqualTo(
            "the value in scope site:nowhere holds on no node; not on n1, n2, n3, since the scope"
                + " is another site");
  }
}
