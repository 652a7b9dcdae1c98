package io.lockstep.node.command;

import io.lockstep.log.OversizedRecordException;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.schema.Command;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Sends requests to the primary through the log and waits for what becomes of them. Any thread.
 *
 * <p>An idle node sends each request at once. Requests that come while a record is on its way share
 * the next one: it is signed and verified once for all of them.
 */
public final class CommandGateway {
  private static final int IN_FLIGHT = 1;
  private static final int MOST_TOGETHER = 500;
  private static final long MOST_TOGETHER_BYTES = 1 << 20;
  private static final long USUAL_BYTES = 256;

  /** How the gateway knows that it waited for long enough. */
  public interface Timer {
    /** Monotonic time. */
    long nanoTime();

    /** Completes a future with a value unless it is complete by then. */
    <T> void completeAfter(CompletableFuture<T> future, T value, long nanos);
  }

  private static final Timer REAL =
      new Timer() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public <T> void completeAfter(CompletableFuture<T> future, T value, long nanos) {
          future.completeOnTimeout(value, nanos, TimeUnit.NANOSECONDS);
        }
      };

  private record Waiting(Submission submission, CompletableFuture<Void> sent) {}

  private final String cluster;
  private final String self;
  private final ReplayService replay;
  private final UnaryOperator<Command> signer;
  private final Function<Command, CompletableFuture<Long>> sender;
  private final Duration timeout;
  private final Timer timer;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * A gateway of a node.
   *
   * @param signer puts the node's signature on a command
   * @param sender writes a record to the log; completes once it is durable, or fails
   * @param timeout how long to wait for an outcome
   */
  public CommandGateway(
      String cluster,
      String self,
      ReplayService replay,
      UnaryOperator<Command> signer,
      Function<Command, CompletableFuture<Long>> sender,
      Duration timeout) {
    this(cluster, self, replay, signer, sender, timeout, REAL);
  }

  /** The same, with another timer. */
  public CommandGateway(
      String cluster,
      String self,
      ReplayService replay,
      UnaryOperator<Command> signer,
      Function<Command, CompletableFuture<Long>> sender,
      Duration timeout,
      Timer timer) {
    this.cluster = cluster;
    this.self = self;
    this.replay = replay;
    this.signer = signer;
    this.sender = sender;
    this.timeout = timeout;
    this.timer = timer;
  }

  /**
   * Sends a request and waits. Completes with the outcome once it is decided and, if it was
   * accepted, applied here; empty if it is in the log but undecided in time: never before it is
   * known to be there. Fails with {@link io.lockstep.log.LogUnavailableException} if it is certain
   * that nothing was written, and with {@link io.lockstep.log.command.SendUnknownException} if that
   * is not known.
   */
  public CompletableFuture<Optional<Outcome>> submit(Submission submission) {
    String id = submission.getId();
    long deadline = timer.nanoTime() + timeout.toNanos();
    boolean known = replay.outcomes().contains(id);
    CompletableFuture<Outcome> outcome = replay.awaitOutcome(id);
    CompletableFuture<Optional<Outcome>> answer = outcome.thenApply(Optional::of);
    CompletableFuture<Void> sent =
        known ? CompletableFuture.completedFuture(null) : send(submission);
    sent.whenComplete(
        (done, failure) -> {
          if (failure == null) {
            long left = Math.max(0, deadline - timer.nanoTime());
            timer.completeAfter(answer, Optional.empty(), left);
          } else {
            answer.completeExceptionally(failure);
          }
        });
    answer.whenComplete((done, failure) -> outcome.cancel(false));
    return answer;
  }

  private CompletableFuture<Void> send(Submission submission) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    queue.add(new Waiting(submission, sent));
    pump();
    return sent;
  }

  private void pump() {
    while (!queue.isEmpty() && inFlight.get() < IN_FLIGHT) {
      if (inFlight.incrementAndGet() > IN_FLIGHT) {
        inFlight.decrementAndGet();
        return; // another thread was quicker, and pumps again when its record is written
      }
      List<Waiting> together = take();
      if (together.isEmpty()) {
        inFlight.decrementAndGet();
        continue;
      }
      send(together)
          .whenComplete(
              (done, failure) -> {
                inFlight.decrementAndGet();
                pump();
              });
    }
  }

  /** Sends one record; apart where they are too long together, since each alone may fit. */
  private CompletableFuture<Void> send(List<Waiting> together) {
    return handOver(together)
        .handle(
            (offset, failure) -> {
              if (failure instanceof OversizedRecordException && together.size() > 1) {
                return CompletableFuture.allOf(
                    together.stream()
                        .map(alone -> send(List.of(alone)))
                        .toArray(CompletableFuture<?>[]::new));
              }
              for (Waiting waiting : together) {
                if (failure == null) {
                  waiting.sent().complete(null);
                } else {
                  waiting.sent().completeExceptionally(failure);
                }
              }
              return CompletableFuture.<Void>completedFuture(null);
            })
        .thenCompose(done -> done);
  }

  private CompletableFuture<Long> handOver(List<Waiting> together) {
    try {
      return sender.apply(
          signer.apply(
              Command.newBuilder()
                  .setCluster(cluster)
                  .setOrigin(self)
                  .setSubmissions(together.stream().map(Waiting::submission).toList())
                  .build()));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private List<Waiting> take() {
    List<Waiting> together = new ArrayList<>();
    long bytes = 0;
    while (together.size() < MOST_TOGETHER && bytes < MOST_TOGETHER_BYTES) {
      Waiting next = queue.poll();
      if (next == null) {
        break;
      }
      together.add(next);
      bytes += next.submission().getOperations().stream().mapToLong(CommandGateway::bytes).sum();
    }
    return together;
  }

  /** About how long a step is. */
  private static long bytes(Operation operation) {
    return operation.getAction() instanceof SetConfiguration set && set.getValue() != null
        ? USUAL_BYTES + set.getValue().length()
        : USUAL_BYTES;
  }
}
