package io.lockstep.cli.node;

import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.ResyncState;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.OutputOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code node resync ID}. */
@Command(
    name = "resync",
    description = {
      "Let a node throw its snapshot away, read the log from its start, and verify",
      "every managed file; what is not right is written again, and what stood there",
      "is kept aside. The node answers meanwhile; no other node is touched."
    },
    footer = {
      "%nFields with --output json: node, phase (reading, verifying, done), started, ended,",
      "revision and written."
    })
final class NodeResync implements Runnable {
  private static final Duration LOOK = Duration.ofMillis(200);

  @Parameters(index = "0", paramLabel = "ID", description = "The node.")
  private String id;

  @Option(names = "--wait", description = "Return when it is done.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long --wait waits. Default: ${DEFAULT-VALUE}.")
  private int timeout;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    NodeClient node = cluster.clientOf(id);
    ResyncState state = node.resync(id);
    if (wait) {
      state = await(node);
    }
    output.output().print(sentence(state), state);
  }

  private ResyncState await(NodeClient node) {
    long end = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
    ResyncState state = node.resyncState(id);
    while (!state.done()) {
      if (System.nanoTime() - end > 0) {
        throw new Failure(
            ExitCodes.NOT_AVAILABLE,
            "not-done-in-time",
            "node %s is still %s after %d s; it goes on. See lockstep node list"
                .formatted(id, state.phase(), timeout));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return state;
      }
      state = node.resyncState(id);
    }
    return state;
  }

  private String sentence(ResyncState state) {
    if (!state.done()) {
      return "node %s reads the log again".formatted(id);
    }
    return state.written().isEmpty()
        ? "node %s read the log up to revision %d; all files are right"
            .formatted(id, state.revision())
        : "node %s read the log up to revision %d; written again: %s"
            .formatted(id, state.revision(), String.join(", ", state.written()));
  }
}
