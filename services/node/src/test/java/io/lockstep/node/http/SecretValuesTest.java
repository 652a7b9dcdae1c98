package io.lockstep.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Event;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How much a set of changes looks at, in parameters rather than in time. */
class SecretValuesTest {
  private static final int PARAMETERS = 500;

  private final AtomicLong looks = new AtomicLong();
  private ClusterImage image = ClusterImage.EMPTY;
  private final SecretValues values =
      new SecretValues(() -> image, ProfileParameters.NONE, (clear, entity) -> envelope());

  /** An event that counts how often somebody looks at the parameter in it. */
  private static final class Counted extends Event {
    private final transient AtomicLong looks;

    private Counted(Event event, AtomicLong looks) {
      this.looks = looks;
      for (int field = 0; field < getSchema().getFields().size(); field++) {
        put(field, event.get(field));
      }
    }

    @Override
    public Object getPayload() {
      looks.incrementAndGet();
      return super.getPayload();
    }
  }

  private static Envelope envelope() {
    return Envelope.newBuilder()
        .setSecretVersion(1)
        .setNonce(ByteBuffer.allocate(12))
        .setCiphertext(ByteBuffer.allocate(16))
        .build();
  }

  private void give(String key, Envelope sealed) {
    Event event =
        Event.newBuilder()
            .setCluster("c")
            .setRevision(image.revision() + 1)
            .setEpoch(1)
            .setChangeId("x")
            .setChangeIndex(0)
            .setChangeSize(1)
            .setTime(Instant.EPOCH)
            .setOrigin("n1")
            .setActor("test")
            .setPayload(new ConfigurationChanged(key, "shared", "", sealed))
            .build();
    // An open event is kept as the object that it is.
    image = new ClusterDelta(image).replayOpen(new Counted(event, looks)).apply();
  }

  private List<SetConfiguration> setAll() {
    List<SetConfiguration> set = new ArrayList<>();
    for (int i = 0; i < PARAMETERS; i++) {
      set.add(values.set("key" + i, "shared", "v", false));
    }
    return set;
  }

  @Test
  void aSetLooksOnceAtEachParameterOfTheImageNotOnceForEachChange() {
    for (int i = 0; i < PARAMETERS; i++) {
      give("key" + i, i == 7 ? envelope() : null);
    }
    looks.set(0);

    List<SetConfiguration> set = setAll();

    assertThat(set.get(7).getSealed()).isNotNull();
    assertThat(set.get(8).getSealed()).isNull();
    assertThat(looks).hasValueBetween((long) PARAMETERS, 10L * PARAMETERS);
  }

  @Test
  void aRequestAfterAChangeLooksAtWhatChangedAlone() {
    for (int i = 0; i < PARAMETERS; i++) {
      give("key" + i, null);
    }
    values.set("key1", "shared", "v", false);
    give("key3", null);
    looks.set(0);

    values.set("key1", "shared", "w", false);

    assertThat(looks).hasValueBetween(1L, 10L);
  }

  @Test
  void aParameterThatBecameSecretIsSealedInTheNextSet() {
    give("key1", null);
    boolean before = setAll().get(1).getSealed() != null;

    give("key1", envelope());

    assertThat(before).isFalse();
    assertThat(setAll().get(1).getSealed()).isNotNull();
  }
}
