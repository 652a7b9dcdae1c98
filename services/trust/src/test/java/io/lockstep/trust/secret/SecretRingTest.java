package io.lockstep.trust.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.trust.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretRingTest {
  private final ClusterSecret first = Samples.secret(1, 1);
  private final ClusterSecret second = Samples.secret(2, 2);

  @Test
  void keepsItsCurrentVersionWhenItGetsAnother() {
    SecretRing ring = SecretRing.of(first).with(second);

    assertThat(ring.current()).isSameAs(first);
    assertThat(ring.versions()).containsExactly(1, 2);
    assertThat(ring.get(2)).containsSame(second);
    assertThat(ring.get(3)).isEmpty();
  }

  @Test
  void changesItsCurrentVersionAndLosesTheOldOne() {
    SecretRing ring = SecretRing.of(first).with(second).withCurrent(2).without(1);

    assertThat(ring.current()).isSameAs(second);
    assertThat(ring.versions()).containsExactly(2);
    assertThat(first.copy()).hasSize(1024);
  }

  @Test
  void refusesToBeWithoutACurrentVersion() {
    assertThatThrownBy(() -> SecretRing.of(first).without(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SecretRing.of(first).withCurrent(2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesTwoSecretsOfOneVersion() {
    assertThatThrownBy(() -> SecretRing.of(first).with(Samples.secret(1, 9)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SecretRing.of(List.of(first, Samples.secret(1, 9)), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wipesAllItHas() {
    SecretRing ring = SecretRing.of(first).with(second);

    ring.close();

    assertThatThrownBy(first::copy).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(second::copy).isInstanceOf(IllegalStateException.class);
  }
}
