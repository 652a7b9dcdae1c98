package io.lockstep.state.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.replay.DigestVerifier.Verdict;
import io.lockstep.state.testing.CompactedLog;
import io.lockstep.state.testing.Histories;
import io.lockstep.state.testing.History;
import io.lockstep.state.testing.Reader;
import io.lockstep.state.testing.Samples;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DivergenceTest {
  /** What can be wrong with an image. Nothing in a history touches these entities again. */
  enum Damage {
    LOST(delta -> delta.tombstone(EntityKeys.CLUSTER)),
    ALTERED(
        delta -> {
          Event founded = delta.entity(EntityKeys.CLUSTER).orElseThrow().event();
          Event other = Event.newBuilder(founded).build();
          ((ClusterFounded) other.getPayload()).setFirstNode("n9");
          delta.replay(other);
        }),
    OLDER(
        delta -> {
          Event founded = delta.entity(EntityKeys.CLUSTER).orElseThrow().event();
          delta.replay(Event.newBuilder(founded).setRevision(0).build());
        }),
    ADDED(
        delta ->
            delta.replay(
                Event.newBuilder(delta.entity(EntityKeys.CLUSTER).orElseThrow().event())
                    .setPayload(parameter("ghost", "boo"))
                    .build()));

    private final Consumer<ClusterDelta> how;

    Damage(Consumer<ClusterDelta> how) {
      this.how = how;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongImageIsFoundOutWhateverCompactionTook(Damage damage) {
    for (History history : Histories.first(600).filter(h -> h.events().size() > 12).toList()) {
      SplittableRandom random = new SplittableRandom(history.events().size());
      CompactedLog log = CompactedLog.of(history);
      log.compact(random, random.nextInt(3) / 2.0);
      Reader reader = new Reader(log);
      do {
        reader.poll(1, () -> {});
      } while (!reader.isSettled() || reader.verdicts().isEmpty());
      reader.damage(damage.how);
      log.append(new History.Batch(more(history.image()), List.of()));

      reader.drain();

      assertThat(reader.verdicts()).contains(Verdict.DIVERGED);
    }
  }

  @Test
  void aWrongImageInALogWithoutGapsIsFoundOutAtTheNextChange() {
    History history = Histories.of(1, 10);
    CompactedLog log = CompactedLog.of(history);
    Reader reader = new Reader(log).drain();
    reader.damage(Damage.LOST.how);
    log.append(new History.Batch(more(history.image()), List.of()));

    reader.drain();

    assertThat(reader.last()).isEqualTo(Verdict.DIVERGED);
  }

  @Test
  void behindAGapADifferenceProvesNothingBeforeTheEndThatTheLogHad() {
    ClusterImage first = image(Samples.change(ClusterImage.EMPTY, "a", parameter("x", "1")));
    List<Event> second = Samples.change(first, "b", parameter("y", "1"));
    List<Event> third = Samples.change(Replay.apply(first, second), "c", parameter("z", "1"));
    DigestVerifier verifier = new DigestVerifier(first);
    Change afterGap = new Change(third);

    assertThat(verifier.follow(1, afterGap)).isTrue();
    assertThat(verifier.check(image(third), afterGap, 3)).isEqualTo(Verdict.UNSETTLED);
    verifier.settleAt(5);
    assertThat(verifier.check(image(third), afterGap, 4)).isEqualTo(Verdict.UNSETTLED);
    assertThat(verifier.check(image(third), afterGap, 5)).isEqualTo(Verdict.DIVERGED);
    assertThat(verifier.isUnsettled()).isTrue();
    assertThat(verifier.verifiedRevision()).isEqualTo(1);
  }

  @Test
  void aNewGapWaitsForAnEndOfItsOwn() {
    ClusterImage first = image(Samples.change(ClusterImage.EMPTY, "a", parameter("x", "1")));
    ClusterImage second = Replay.apply(first, Samples.change(first, "b", parameter("y", "1")));
    Change third = new Change(Samples.change(second, "c", parameter("z", "1")));
    DigestVerifier verifier = new DigestVerifier(first);
    verifier.settleAt(0);

    verifier.follow(1, third);

    assertThat(verifier.check(first, third, 3)).isEqualTo(Verdict.UNSETTLED);
  }

  @Test
  void aGapIsForgottenOnceTheDigestIsRight() {
    ClusterImage first = image(Samples.change(ClusterImage.EMPTY, "a", parameter("x", "1")));
    ClusterImage second = Replay.apply(first, Samples.change(first, "b", parameter("x", "2")));
    Change third = new Change(Samples.change(second, "c", parameter("x", "3")));
    DigestVerifier verifier = new DigestVerifier(first);
    verifier.follow(1, third);

    Verdict verdict = verifier.check(Replay.apply(second, third.events()), third, 3);

    assertThat(verdict).isEqualTo(Verdict.VERIFIED);
    assertThat(verifier.isUnsettled()).isFalse();
    assertThat(verifier.verifiedRevision()).isEqualTo(3);
  }

  /** Removed, changed, forgotten: the tombstone stands behind the newest change. */
  @Test
  void aTombstoneAtTheEndOfTheLogSettlesWhatItReplaced() {
    ClusterImage one =
        image(Samples.change(ClusterImage.EMPTY, "a", parameter("x", "1"), parameter("y", "1")));
    ClusterImage two =
        Replay.apply(one, Samples.change(one, "b", new ConfigurationRemoved("x", "shared")));
    Change newest = new Change(Samples.change(two, "c", parameter("z", "1")));
    DigestVerifier verifier = new DigestVerifier(one);
    ClusterDelta delta = new ClusterDelta(one);
    verifier.follow(delta.revision(), newest);
    verifier.settleAt(100);
    newest.events().forEach(delta::replay);
    assertThat(verifier.check(delta.digest(), newest, 3)).isEqualTo(Verdict.UNSETTLED);

    delta.tombstone("configuration/x");

    assertThat(verifier.checkTombstone(delta.digest())).isEqualTo(Verdict.VERIFIED);
    assertThat(verifier.isUnsettled()).isFalse();
  }

  @Test
  void atTheEndOfTheLogADifferenceIsReal() {
    ClusterImage first = image(Samples.change(ClusterImage.EMPTY, "a", parameter("x", "1")));
    ClusterImage second = Replay.apply(first, Samples.change(first, "b", parameter("y", "1")));
    Change third = new Change(Samples.change(second, "c", parameter("z", "1")));
    DigestVerifier verifier = new DigestVerifier(first);
    verifier.follow(1, third);
    ClusterImage right = Replay.apply(second, third.events());
    ClusterImage wrong = Replay.apply(first, third.events());

    assertThat(verifier.checkAtEnd(first.digest())).isEqualTo(Verdict.DIVERGED);
    assertThat(verifier.check(wrong, third, 3)).isEqualTo(Verdict.UNSETTLED);
    assertThat(verifier.checkAtEnd(wrong.digest())).isEqualTo(Verdict.DIVERGED);
    assertThat(verifier.checkAtEnd(right.digest())).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void anImageThatNothingWasReadIntoIsRight() {
    DigestVerifier verifier = new DigestVerifier(ClusterImage.EMPTY);

    assertThat(verifier.checkAtEnd(Digest.ZERO)).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void aChangeWithoutItsDigestIsWrongWhereNothingIsMissing() {
    List<Event> events = Samples.change(ClusterImage.EMPTY, "a", parameter("x", "1"));
    events.get(0).setDigest(null);
    Change change = new Change(events);
    DigestVerifier verifier = new DigestVerifier(ClusterImage.EMPTY);

    assertThat(verifier.follow(0, change)).isFalse();
    assertThat(verifier.check(image(events), change, 1)).isEqualTo(Verdict.DIVERGED);
  }

  /** One more change of a primary that has that image. */
  private static List<Event> more(ClusterImage image) {
    return Samples.read(Samples.change(image, "more", parameter("more", "1")));
  }

  private static ClusterImage image(List<Event> events) {
    return Replay.apply(ClusterImage.EMPTY, events);
  }

  private static ConfigurationChanged parameter(String key, String value) {
    return ConfigurationChanged.newBuilder().setKey(key).setValue(value).build();
  }
}
