package io.lockstep.node;

import io.lockstep.log.process.RunningService;
import io.lockstep.log.process.ServiceProcess;
import io.lockstep.node.settings.NodeSettings;
import java.util.Map;
import java.util.Optional;

/** Runs a node as a process. */
public final class NodeMain {
  private NodeMain() {}

  private record Node(NodeServer server, ProcessHeap heap) implements RunningService {
    @Override
    public Optional<String> ready() {
      NodeService service = server.service();
      return service.status().problems().isEmpty()
          ? Optional.of(
              "lockstep node " + service.self().getId() + " ready at " + service.self().getUrl())
          : Optional.empty();
    }

    @Override
    public void rest() {
      heap.look(server.service().replay().view().image().revision());
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /**
   * Runs a node until the process is told to stop. Prints a line when it is ready.
   *
   * @return the exit code: 0 after a stop that was asked for, else as {@link
   *     io.lockstep.log.process.CannotStartException}
   */
  public static int run(Map<String, String> given) {
    ProcessHeap heap = ProcessHeap.growing();
    return ServiceProcess.run(
        "lockstep node", () -> new Node(NodeServer.start(NodeSettings.of(given)), heap));
  }
}
