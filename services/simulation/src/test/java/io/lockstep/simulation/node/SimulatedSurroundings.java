package io.lockstep.simulation.node;

import io.lockstep.node.primary.Surroundings;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/** What a simulated primary has around it. */
final class SimulatedSurroundings implements Surroundings {
  private final SimulatedNode node;
  private final Machine machine;

  SimulatedSurroundings(SimulatedNode node, Machine machine) {
    this.node = node;
    this.machine = machine;
  }

  @Override
  public long nanoTime() {
    return machine.clock().now();
  }

  @Override
  public long wallMillis() {
    return machine.wallMillis();
  }

  @Override
  public String newId() {
    return machine.newId();
  }

  @Override
  public void awaitNews(Duration wait) {
    long seen = node.turns();
    node.block(() -> node.turns() != seen, wait.toNanos());
  }

  @Override
  public void await(Future<?> done, Duration most)
      throws TimeoutException, ExecutionException, InterruptedException {
    node.block(done::isDone, most.toNanos());
    if (!done.isDone()) {
      throw new TimeoutException("it took longer than " + most);
    }
    done.get();
  }
}
