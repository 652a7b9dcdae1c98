package io.lockstep.node.http;

import java.util.function.Function;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Hands on what comes, as something else. */
record MappedSubscriber<T, R>(Subscriber<? super R> to, Function<T, R> function)
    implements Subscriber<T> {
  @Override
  public void onSubscribe(Subscription subscription) {
    to.onSubscribe(subscription);
  }

  @Override
  public void onNext(T item) {
    to.onNext(function.apply(item));
  }

  @Override
  public void onError(Throwable failure) {
    to.onError(failure);
  }

  @Override
  public void onComplete() {
    to.onComplete();
  }
}
