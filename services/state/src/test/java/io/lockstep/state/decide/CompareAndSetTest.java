package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.operation;
import static io.lockstep.state.testing.Samples.set;
import static io.lockstep.state.testing.Samples.unset;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Barrier;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Event;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.PublishContent;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareAndSetTest {
  private static final String A = "configuration/a";

  private final Cluster cluster = Cluster.ofThree();

  @Test
  void theRightRevisionIsAccepted() {
    cluster.accept(set("a", "1"));

    cluster.accept(operation(set("a", "2"), cluster.revisionOf(A)));
    cluster.accept(operation(unset("a"), cluster.revisionOf(A)));
    cluster.accept(operation(set("a", "3"), 0L));

    assertThat(cluster.image().configuration().shared("a")).contains("3");
  }

  @Test
  void aWrongRevisionIsRefusedWithWhatIsThere() {
    cluster.accept(set("a", "1"));
    long actual = cluster.revisionOf(A);

    Refusal refusal = cluster.refuse(operation(set("a", "2"), actual - 1));

    assertThat(refusal.getCode()).isEqualTo(Codes.CONFLICT);
    assertThat(refusal.getEntity()).isEqualTo(A);
    assertThat(refusal.getExpectedRevision()).isEqualTo(actual - 1);
    assertThat(refusal.getActualRevision()).isEqualTo(actual);
    assertThat(refusal.getActualValue()).isEqualTo("1");
    assertThat(refusal.getMessage())
        .contains(A, "revision " + (actual - 1), "revision " + actual, "read it again");
  }

  @Test
  void notToExistIsRefusedWhereItDoes() {
    cluster.accept(set("a", "1"));

    Refusal refusal = cluster.refuse(operation(set("a", "2"), 0L));

    assertThat(refusal.getExpectedRevision()).isZero();
    assertThat(refusal.getMessage()).contains("expected not to exist");
  }

  @Test
  void whatWasRemovedDoesNotExist() {
    cluster.accept(set("a", "1"));
    long before = cluster.revisionOf(A);
    cluster.accept(unset("a"));

    Refusal refusal = cluster.refuse(operation(set("a", "2"), before));

    assertThat(refusal.getActualRevision()).isZero();
    assertThat(refusal.getActualValue()).isNull();
    assertThat(refusal.getMessage()).contains("does not exist");
    assertThat(cluster.refuse(operation(unset("a"), 5L)).getCode()).isEqualTo(Codes.CONFLICT);
  }

  @Test
  void scopesAreEntitiesOfTheirOwn() {
    cluster.accept(set("a", "1"));

    cluster.accept(operation(set("a", "node:n1", "2"), 0L));
    Refusal refusal = cluster.refuse(operation(set("a", "node:n1", "2"), cluster.revisionOf(A)));

    assertThat(refusal.getEntity()).isEqualTo("configuration/a@node:n1");
  }

  @Test
  void aSealedValueIsNotToldInTheClear() {
    Envelope envelope = new Envelope(1, ByteBuffer.allocate(12), ByteBuffer.allocate(20));
    cluster.accept(
        SetConfiguration.newBuilder().setKey("a").setValue("").setSealed(envelope).build());

    Refusal refusal = cluster.refuse(operation(set("a", "2"), 0L));

    assertThat(refusal.getActualValue()).isNull();
    assertThat(refusal.getActualRevision()).isPositive();
  }

  @Test
  void otherEntitiesAreComparedToo() {
    Map<String, Object> actions =
        Map.of(
            "node/n2", new DrainNode("n2"),
            "primary", new PromoteNode("n2", PromotionReason.MANUAL),
            "promotion-order", new SetPromotionOrder(List.of(), List.of()),
            "content/web/a", new PublishContent(Samples.file("web", "a", 1)));
    actions.forEach(
        (entity, action) -> {
          Refusal refusal = cluster.refuse(operation(action, 1_000L));
          assertThat(refusal.getCode()).isEqualTo(Codes.CONFLICT);
          assertThat(refusal.getEntity()).isEqualTo(entity);
        });
    cluster.accept(operation(new DrainNode("n2"), cluster.revisionOf("node/n2")));
  }

  @Test
  void whatIsAboutNoEntityExpectsNothing() {
    assertThat(cluster.accept(operation(new Barrier(""), 7L))).isEmpty();
  }

  @Test
  void aRefusedOperationLeavesNoTraceOfTheOnesBefore() {
    cluster.accept(set("a", "1"));

    Refusal refusal = cluster.refuse(set("a", "2"), set("b", "2"), operation(set("c", "1"), 9L));

    assertThat(refusal.getEntity()).isEqualTo("configuration/c");
    assertThat(cluster.image().configuration().all()).hasSize(1);
  }

  @Test
  void laterOperationsOfASetSeeEarlierOnes() {
    long next = cluster.image().revision() + 1;

    List<Event> events =
        cluster.accept(
            operation(set("a", "1"), 0L),
            operation(set("a", "2"), next),
            operation(unset("a"), next + 1),
            operation(set("a", "3"), 0L));

    assertThat(events).hasSize(4);
    assertThat(events)
        .extracting(Event::getRevision)
        .containsExactly(next, next + 1, next + 2, next + 3);
    assertThat(events).extracting(Event::getChangeIndex).containsExactly(0, 1, 2, 3);
    assertThat(events).allMatch(e -> e.getChangeSize() == 4);
    assertThat(events.get(3).getPayload())
        .isEqualTo(ConfigurationChanged.newBuilder().setKey("a").setValue("3").build());
  }
}
