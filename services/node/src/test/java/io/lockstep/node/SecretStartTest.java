package io.lockstep.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotStore;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.node.trust.SecretIdentity;
import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import io.lockstep.trust.TrustException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStartTest {
  private final AtomicInteger reads = new AtomicInteger();
  private final Event founding = founding();
  private final ClusterImage image = Replay.apply(ClusterImage.EMPTY, List.of(founding));

  @TempDir Path folder;

  /** As a founding with a secret writes it. */
  private static Event founding() {
    Event event = Event.newBuilder(WrittenLog.founded().records().get(0).event()).build();
    ((ClusterFounded) event.getPayload())
        .setSecretFingerprint(TestSecrets.trust("test", "n1").fingerprint());
    return TestSecrets.mac("test").sign(event);
  }

  private Supplier<List<Event>> logged() {
    return () -> {
      reads.incrementAndGet();
      return List.of(founding);
    };
  }

  @Test
  void doesNotReadTheLogWhereTheSnapshotKnowsTheSecret() throws IOException {
    SnapshotStore store = new SnapshotStore(folder, "test");
    store.write(new Snapshot(image, 3, Instant.EPOCH));
    Optional<ClusterImage> kept = store.read().map(Snapshot::image);

    SecretStart.require(TestSecrets.trust("test", "n1"), kept, logged());

    assertThat(kept).isPresent();
    assertThat(reads).hasValue(0);
  }

  @Test
  void readsTheLogWithoutASnapshot() {
    SecretStart.require(TestSecrets.trust("test", "n1"), Optional.empty(), logged());

    assertThat(reads).hasValue(1);
  }

  @Test
  void isContentWithTheFoundingAndANewestEventThatIsGenuine() {
    Event forged = Event.newBuilder(founding).setActor("somebody else").build();
    Event rotated = Event.newBuilder(founding).setMacVersion(2).build();

    assertThat(isShown("test", founding, founding)).isTrue();
    assertThat(isShown("test", founding, forged)).isFalse();
    assertThat(isShown("test", founding, rotated)).isFalse();
    assertThat(isShown("test", forged, founding)).isFalse();
    assertThat(isShown("another", founding, founding)).isFalse();
  }

  private static boolean isShown(String cluster, Event record, Event newest) {
    return SecretIdentity.isShown(TestSecrets.trust(cluster, "n1"), record, newest);
  }

  @Test
  void refusesAnotherSecretWhateverTheSnapshotHas() {
    for (Optional<ClusterImage> kept :
        List.of(Optional.of(image), Optional.<ClusterImage>empty())) {
      assertThatThrownBy(
              () -> SecretStart.require(TestSecrets.trust("another", "n1"), kept, logged()))
          .isInstanceOf(TrustException.class)
          .hasMessageContaining("fingerprint");
    }
    assertThat(reads).hasValue(2);
  }
}
