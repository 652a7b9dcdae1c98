package io.lockstep.state.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.DrainNode;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionReason;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutyTest {
  private final Cluster cluster = Cluster.ofThree();

  private Duty in(String mode) {
    cluster.accept(Samples.set("Cluster.mode", mode));
    return Duty.of(cluster.image());
  }

  @Test
  void allActiveMembersWorkTogetherInTheModeActive() {
    cluster.accept(new DrainNode("n2"));

    Duty duty = in("active");

    assertThat(duty.working()).containsExactly("n1", "n3");
    assertThat(duty.together()).isTrue();
    assertThat(duty.works("n2")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"passive", "passive_legacy"})
  void thePrimaryAloneWorksInThePassiveModes(String mode) {
    assertThat(in(mode).working()).containsExactly("n1");

    cluster.accept(new PromoteNode("n2", PromotionReason.MANUAL));

    assertThat(Duty.of(cluster.image()).working()).containsExactly("n2");
  }

  @Test
  void eachWorksForItselfWhereTheClusterIsDisabled() {
    Duty unset = Duty.of(cluster.image());

    assertThat(unset.mode()).isEqualTo("disabled");
    assertThat(unset.working()).containsExactly("n1", "n2", "n3");
    assertThat(unset.together()).isFalse();
  }

  @Test
  void oneNodeOwnsWhatOneNodeDoesAndTheNextEpochHasAnother() {
    Duty before = in("active");
    cluster.accept(new PromoteNode("n3", PromotionReason.MANUAL));
    Duty after = Duty.of(cluster.image());

    assertThat(before.owns("n1")).isTrue();
    assertThat(after.owns("n1")).isFalse();
    assertThat(after.owns("n3")).isTrue();
    assertThat(after.epoch()).isGreaterThan(before.epoch());
  }

  @Test
  void nobodyWorksOrOwnsBeforeThereIsACluster() {
    Duty duty = Duty.of(ClusterImage.EMPTY);

    assertThat(duty.working()).isEmpty();
    assertThat(duty.owner()).isEmpty();
  }
}
