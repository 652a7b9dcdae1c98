package io.lockstep.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a stream whose server shows now and then that it lives. Where it does not, because
 * its machine or the way to it is gone and nobody closed the connection, reading fails; the time of
 * a request ends with its head. One thread reads.
 */
final class LivingBody extends InputStream implements BodySubscriber<InputStream> {
  /** What came at once; empty at the end. */
  private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();

  private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
  private final Duration silence;
  private Iterator<ByteBuffer> pieces = List.<ByteBuffer>of().iterator();
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private boolean ended;
  private volatile Throwable failure;

  private LivingBody(Duration silence) {
    this.silence = silence;
  }

  /**
   * Takes bodies.
   *
   * @param silence how long is waited for the next byte
   */
  static BodyHandler<InputStream> of(Duration silence) {
    return head -> new LivingBody(silence);
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscribed.complete(subscription);
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (buffers.isEmpty()) {
      subscribed.join().request(1);
    } else {
      arrived.add(buffers);
    }
  }

  @Override
  public void onError(Throwable cause) {
    failure = cause;
    arrived.add(List.of());
  }

  @Override
  public void onComplete() {
    arrived.add(List.of());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended && !piece.hasRemaining()) {
      advance();
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, piece.remaining());
    piece.get(into, offset, count);
    return count;
  }

  private void advance() throws IOException {
    if (pieces.hasNext()) {
      piece = pieces.next();
      if (!pieces.hasNext()) {
        subscribed.join().request(1);
      }
      return;
    }
    List<ByteBuffer> next = await();
    ended = next.isEmpty();
    if (ended && failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    pieces = next.iterator();
  }

  private List<ByteBuffer> await() throws IOException {
    try {
      List<ByteBuffer> next = arrived.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        throw new IOException(
            "nothing came for " + silence.toSeconds() + " s, not even a sign of life");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Ends the connection where more could come. */
  @Override
  public void close() {
    subscribed.thenAccept(Flow.Subscription::cancel);
  }
}
