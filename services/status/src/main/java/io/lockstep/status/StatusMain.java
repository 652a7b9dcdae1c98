package io.lockstep.status;

import io.lockstep.log.process.RunningService;
import io.lockstep.log.process.ServiceProcess;
import io.lockstep.status.settings.StatusSettings;
import java.util.Map;
import java.util.Optional;

/** Runs the status application as a process. */
public final class StatusMain {
  private StatusMain() {}

  private record Status(StatusServer server) implements RunningService {
    @Override
    public Optional<String> ready() {
      return server.streams().notReady().isEmpty()
          ? Optional.of("lockstep status ready at " + server.uri())
          : Optional.empty();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /**
   * Runs the status application until the process is told to stop. Prints a line when it is ready.
   *
   * @return the exit code: 0 after a stop that was asked for, else as {@link
   *     io.lockstep.log.process.CannotStartException}
   */
  public static int run(Map<String, String> given) {
    return ServiceProcess.run(
        "lockstep status", () -> new Status(StatusServer.start(StatusSettings.of(given))));
  }
}
