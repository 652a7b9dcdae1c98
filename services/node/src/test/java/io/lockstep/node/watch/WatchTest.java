package io.lockstep.node.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Signs of life, by a clock that the test sets. */
class WatchTest {
  private final List<WatchItem> items = new ArrayList<>();
  private final Watch watch =
      new Watch(null, new Kept(items), Optional::empty, () -> {}, seconds(0));

  private record Kept(List<WatchItem> items) implements Subscriber<WatchItem> {
    @Override
    public void onSubscribe(Subscription subscription) {
      throw new AssertionError("the hub subscribes");
    }

    @Override
    public void onNext(WatchItem item) {
      items.add(item);
    }

    @Override
    public void onError(Throwable error) {
      throw new AssertionError(error);
    }

    @Override
    public void onComplete() {
      throw new AssertionError("nothing ends it");
    }
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }

  @Test
  void isAnsweredAtOnceWhereThereIsNoChange() {
    watch.request(10);
    watch.begin(8);

    watch.look(false, seconds(1));
    watch.look(false, seconds(2));

    assertThat(items).hasSize(1).first().isInstanceOf(WatchItem.Alive.class);
  }

  @Test
  void isNotAnsweredBeforeItIsKnownWhereItBegins() {
    watch.request(10);

    watch.look(false, seconds(1));

    assertThat(items).isEmpty();
  }

  @Test
  void changesThatAreThereAreTheAnswer() {
    watch.request(10);
    watch.begin(3);

    watch.look(true, seconds(1));

    assertThat(items).isEmpty();
  }

  @Test
  void showsThatItLivesEachQuarterOfAMinute() {
    watch.request(10);
    watch.begin(8);
    watch.look(false, seconds(1));

    watch.look(false, seconds(15));
    watch.look(false, seconds(17));

    assertThat(items).hasSize(2);
  }
}
