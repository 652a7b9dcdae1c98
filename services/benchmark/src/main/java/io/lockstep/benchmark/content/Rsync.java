package io.lockstep.benchmark.content;

import io.lockstep.benchmark.peer.PeerUnavailable;
import io.lockstep.benchmark.peer.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** rsync to a daemon on this machine, which writes as durably as Lockstep does. */
final class Rsync implements AutoCloseable {
  private final ServerProcess daemon;
  private final String url;
  private final Path source;
  private final Path log;

  private Rsync(ServerProcess daemon, int port, Path source, Path log) {
    this.daemon = daemon;
    this.url = "rsync://127.0.0.1:" + port + "/folder/";
    this.source = source;
    this.log = log;
  }

  /** Its version; empty where it is not installed. */
  static Optional<String> version() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("rsync", "--version").redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? text.lines().findFirst() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Starts a daemon on a free port. */
  static Rsync start(Path folder, Path source, Path target)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.createDirectories(source);
    Files.createDirectories(target);
    int port = ServerProcess.freePort();
    Path config = folder.resolve("rsyncd.conf");
    Files.writeString(
        config,
        """
        use chroot = no
        pid file = %s
        [folder]
          path = %s
          read only = no
          uid = %s
          gid = %s
        """
            .formatted(
                folder.resolve("rsyncd.pid"),
                target,
                Files.getAttribute(folder, "unix:uid"),
                Files.getAttribute(folder, "unix:gid")));
    Path log = folder.resolve("rsyncd.log");
    try {
      ServerProcess daemon =
          ServerProcess.start(
              List.of(
                  "rsync",
                  "--daemon",
                  "--no-detach",
                  "--address=127.0.0.1",
                  "--port=" + port,
                  "--config=" + config),
              log,
              port);
      return new Rsync(daemon, port, source, log);
    } catch (PeerUnavailable e) {
      throw new IllegalStateException(e.getMessage(), e); // it is installed: it told its version
    }
  }

  /** Begins to bring the target in step. */
  Process begin() throws IOException {
    return new ProcessBuilder(List.of("rsync", "-a", "--delete", "--fsync", source + "/", url))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Waits until it is. */
  void end(Process transfer) throws InterruptedException {
    int code = transfer.waitFor();
    if (code != 0) {
      throw new IllegalStateException("rsync ended with " + code + ", see " + log);
    }
  }

  @Override
  public void close() {
    daemon.close();
  }
}
