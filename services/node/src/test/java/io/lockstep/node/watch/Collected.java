package io.lockstep.node.watch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A watcher that asks for everything and keeps the revisions that it is sent. */
final class Collected implements Subscriber<WatchItem> {
  private final List<Long> revisions = new CopyOnWriteArrayList<>();

  List<Long> revisions() {
    return revisions;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(WatchItem item) {
    if (item instanceof WatchItem.Change change) {
      revisions.add(change.entry().getRevision());
    }
  }

  @Override
  public void onError(Throwable error) {
    throw new AssertionError(error);
  }

  @Override
  public void onComplete() {
    // the hub is closed
  }
}
