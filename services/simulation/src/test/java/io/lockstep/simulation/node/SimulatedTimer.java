package io.lockstep.simulation.node;

import io.lockstep.node.command.CommandGateway;
import io.lockstep.simulation.broker.SimulatedProcess;
import io.lockstep.simulation.kernel.Clockwork;
import java.util.concurrent.CompletableFuture;

/** Tells the gateway of a simulated node that it waited for long enough. */
record SimulatedTimer(SimulatedProcess process, Clockwork clock) implements CommandGateway.Timer {
  @Override
  public long nanoTime() {
    return clock.now();
  }

  @Override
  public <T> void completeAfter(CompletableFuture<T> future, T value, long nanos) {
    process.after(nanos, () -> future.complete(value));
  }
}
