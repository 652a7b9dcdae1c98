package io.lockstep.simulation.broker;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.command.SendUnknownException;
import io.lockstep.schema.Command;
import io.lockstep.schema.NodeReport;
import io.lockstep.simulation.kernel.Clockwork;
import java.util.concurrent.CompletableFuture;

/** Sends commands and reports of a simulated node. */
public final class SimulatedSender {
  private static final long TIMEOUT = 5_000_000_000L;

  private final SimulatedProcess process;
  private final Broker broker;
  private final Clockwork clock;
  private final Faults faults;

  /** A sender over a link. */
  public SimulatedSender(SimulatedProcess process, Broker broker, Clockwork clock, Faults faults) {
    this.process = process;
    this.broker = broker;
    this.clock = clock;
    this.faults = faults;
  }

  /** Sends a command as {@code CommandSender} does. */
  public CompletableFuture<Long> send(Command command) {
    if (faults.isCut()) {
      return CompletableFuture.failedFuture(
          new LogUnavailableException("the broker does not take a command", null));
    }
    CompletableFuture<Long> sent = new CompletableFuture<>();
    if (faults.carries()) {
      clock.after(
          faults.delay(),
          () -> {
            if (faults.carries()) {
              long offset = broker.send(command);
              if (faults.carries()) {
                process.after(faults.delay(), () -> sent.complete(offset));
              }
            }
          });
    }
    process.after(
        TIMEOUT,
        () -> sent.completeExceptionally(new SendUnknownException("not confirmed in time", null)));
    return sent;
  }

  /** Sends a report; it may get lost. */
  public void report(NodeReport report) {
    if (faults.carries()) {
      clock.after(
          faults.delay(),
          () -> {
            if (faults.carries()) {
              broker.report(report);
            }
          });
    }
  }
}
