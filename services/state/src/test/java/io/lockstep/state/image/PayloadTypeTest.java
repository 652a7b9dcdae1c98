package io.lockstep.state.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.Barrier;
import io.lockstep.schema.Event;
import io.lockstep.schema.Extension;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadTypeTest {
  private static final Event EVENT = Samples.configurationEvent();

  static Stream<Schema> branches() {
    return Event.getClassSchema().getField("payload").schema().getTypes().stream()
        .filter(branch -> !branch.getName().equals("Extension"));
  }

  @ParameterizedTest
  @MethodSource("branches")
  void everyBranchOfThePayloadHasItsHandler(Schema branch) {
    Event event = withPayload(random(branch));
    PayloadType type = PayloadType.of(event);

    ClusterDelta delta = new ClusterDelta(ClusterImage.EMPTY).replay(event);

    String key = type.keyOf(event.getPayload());
    assertThat(key).isEqualTo(EntityKeys.of(event)).isNotBlank();
    assertThat(key).isEqualTo(EntityKeys.ofPayload(event.getPayload()));
    assertThat(delta.entity(key).isPresent()).isNotEqualTo(type.removal());
    assertThat(delta.apply().removals().get(key).isPresent()).isEqualTo(type.removal());
    boolean saysSo =
        branch.getName().endsWith("Removed") && !branch.getName().equals("NodeRemoved");
    assertThat(type.removal()).isEqualTo(saysSo);
  }

  @ParameterizedTest
  @MethodSource("branches")
  void theDocumentationOfAPayloadNamesItsEntity(Schema branch) {
    String key = EntityKeys.ofPayload(random(branch));

    String kind = key.contains("/") ? key.substring(0, key.indexOf('/')) : key;

    assertThat(branch.getDoc()).containsAnyOf("\"" + kind, "as for ConfigurationChanged");
  }

  @Test
  void anExtensionIsFatalAndSaysWhatToDo() {
    Event event =
        withPayload(
            Extension.newBuilder()
                .setEntity("x/y")
                .setType("quota")
                .setBody(ByteBuffer.allocate(0))
                .build());
    ClusterDelta delta = new ClusterDelta(ClusterImage.EMPTY).replay(EVENT);
    ClusterImage before = delta.apply();

    assertThatThrownBy(() -> delta.replay(event))
        .isInstanceOf(UnknownEventException.class)
        .hasMessage(
            "revision 1 is an event of unknown type (Extension of type \"quota\"); run a version"
                + " of Lockstep that knows it");
    assertThat(delta.apply()).isEqualTo(before);
  }

  @Test
  void aHigherFormatLevelIsFatalAndSaysWhatToDo() {
    Event event = Event.newBuilder(EVENT).setFormatLevel(2).build();
    ClusterDelta delta = new ClusterDelta(ClusterImage.EMPTY);

    assertThatThrownBy(() -> delta.replay(event))
        .isInstanceOf(UnknownEventException.class)
        .hasMessage(
            "revision 1 has format level 2, this version reads up to 1; run a version of Lockstep"
                + " that reads it");
    assertThat(delta.apply()).isEqualTo(ClusterImage.EMPTY);
  }

  @Test
  void whatIsNoPayloadHasNoKey() {
    Barrier barrier = new Barrier("");

    assertThatThrownBy(() -> EntityKeys.ofPayload(barrier))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysOfParametersInScopesDiffer() {
    assertThat(
            List.of(
                EntityKeys.configuration("k", "shared"),
                EntityKeys.configuration("k", "site:a"),
                EntityKeys.configuration("k", "node:a"),
                EntityKeys.node("k"),
                EntityKeys.content("a", "b/c"),
                EntityKeys.licence("a", "b")))
        .containsExactly(
            "configuration/k",
            "configuration/k@site:a",
            "configuration/k@node:a",
            "node/k",
            "content/a/b/c",
            "licence/a/b");
  }

  private static Event withPayload(Object payload) {
    return Event.newBuilder(EVENT).setPayload(payload).build();
  }

  /** A payload of that type with random fields. */
  private static Object random(Schema branch) {
    Object generic = new RandomData(branch, 1, 5L).iterator().next();
    return Samples.read(branch, generic, SpecificData.getForClass(Event.class));
  }
}
