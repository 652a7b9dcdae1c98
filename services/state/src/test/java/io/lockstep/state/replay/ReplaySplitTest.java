package io.lockstep.state.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Event;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import io.lockstep.state.image.Entity;
import io.lockstep.state.testing.Histories;
import io.lockstep.state.testing.History;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplaySplitTest {
  private static final int HISTORIES = 2_000;

  @Test
  void historiesAreVariedEnoughToProveSomething() {
    Set<String> payloads = new HashSet<>();
    Set<String> codes = new HashSet<>();
    int accepted = 0;
    for (History history : Histories.first(300).toList()) {
      history.events().forEach(e -> payloads.add(e.getPayload().getClass().getSimpleName()));
      for (var outcome : history.outcomes()) {
        accepted += outcome.getResult() == OutcomeResult.ACCEPTED ? 1 : 0;
        if (outcome.getRefusal() != null) {
          codes.add(outcome.getRefusal().getCode());
        }
      }
    }

    assertThat(payloads)
        .contains("ConfigurationRemoved", "NodeChanged", "NodeResumed", "NodeRemoved")
        .contains("PromotionOrderChanged", "PrimaryPromoted", "ContentRemoved", "TokenRemoved")
        .hasSizeGreaterThan(15);
    assertThat(codes).hasSizeGreaterThan(12);
    assertThat(accepted).isGreaterThan(1_000);
  }

  @Test
  void revisionsAreConsecutiveAndEachChangeEndsWithTheDigestAfterIt() {
    Histories.first(HISTORIES)
        .forEach(
            history -> {
              List<Event> events = history.events();
              assertThat(events.stream().mapToLong(Event::getRevision))
                  .containsExactlyElementsOf(
                      LongStream.rangeClosed(1, events.size()).boxed().toList());
              ClusterDelta delta = new ClusterDelta(ClusterImage.EMPTY);
              for (Event event : events) {
                delta.replay(event);
                assertThat(event.getDigest() != null).isEqualTo(Change.ends(event));
                if (event.getDigest() != null) {
                  assertThat(Digest.of(event.getDigest())).isEqualTo(delta.digest());
                }
              }
            });
  }

  @Test
  void randomSplitsReachTheImageThatThePrimaryHad() {
    Histories.first(HISTORIES)
        .forEach(
            history -> {
              SplittableRandom random = new SplittableRandom(history.events().size());

              ClusterImage image = ClusterImage.EMPTY;
              List<Event> events = history.events();
              for (int at = 0; at < events.size(); ) {
                int next = Math.min(events.size(), at + random.nextInt(1, 8));
                image = Replay.apply(image, events.subList(at, next));
                at = next;
              }

              assertThat(image).isEqualTo(history.image());
              assertThat(image.digest()).isEqualTo(history.image().digest());
            });
  }

  @Test
  void everySplitOfAShortHistoryReachesTheSameImage() {
    Histories.first(400)
        .filter(history -> history.events().size() <= 9)
        .forEach(
            history -> {
              List<Event> events = history.events();
              for (int cuts = 0; cuts < 1 << events.size() - 1; cuts++) {
                assertThat(split(events, cuts)).isEqualTo(history.image());
              }
            });
  }

  /** Applies events; each bit of {@code cuts} says whether a new image begins behind that event. */
  private static ClusterImage split(List<Event> events, int cuts) {
    ClusterImage image = ClusterImage.EMPTY;
    int from = 0;
    for (int at = 1; at <= events.size(); at++) {
      if (at == events.size() || (cuts & 1 << at - 1) != 0) {
        image = Replay.apply(image, events.subList(from, at));
        from = at;
      }
    }
    return image;
  }

  @Test
  void oneDeltaThatGoesOnAfterApplyMakesTheSameImagesAsManyDeltas() {
    Histories.first(300)
        .forEach(
            history -> {
              ClusterDelta goesOn = new ClusterDelta(ClusterImage.EMPTY);
              ClusterImage image = ClusterImage.EMPTY;
              for (Event event : history.events()) {
                ClusterImage before = image;
                Digest digest = before.digest();
                image = Replay.apply(image, List.of(event));
                assertThat(goesOn.replay(event).apply()).isEqualTo(image);
                assertThat(before.digest()).isEqualTo(digest);
                assertThat(sum(before)).as("the image before").isEqualTo(digest);
              }
            });
  }

  @Test
  void theDigestIsTheSumOverTheLiveEntities() {
    Histories.first(300)
        .forEach(history -> assertThat(sum(history.image())).isEqualTo(history.image().digest()));
  }

  @Test
  void imageToEventsToImageIsTheSameImage() {
    Histories.first(HISTORIES)
        .forEach(
            history -> {
              List<Event> events = Replay.events(history.image());

              ClusterImage again = Replay.apply(ClusterImage.EMPTY, events);

              assertThat(again).isEqualTo(history.image()).hasSameHashCodeAs(history.image());
              assertThat(again.removals()).isEqualTo(history.image().removals());
              assertThat(Replay.entities(again)).isEqualTo(Replay.entities(history.image()));
            });
  }

  private static Digest sum(ClusterImage image) {
    Digest[] sum = {Digest.ZERO};
    image.forEach((Entity entity) -> sum[0] = sum[0].plus(entity.hash()));
    return sum[0];
  }
}
