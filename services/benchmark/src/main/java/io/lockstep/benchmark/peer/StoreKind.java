package io.lockstep.benchmark.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The stores that Lockstep is measured beside: one server each, as its own defaults have it. */
public enum StoreKind {
  /** Debian's {@code etcd-server}, by way of jetcd. */
  ETCD("etcd") {
    @Override
    String versions() throws PeerUnavailable, InterruptedException {
      return "%s %s with jetcd %s"
          .formatted(
              title(),
              etcdVersion(),
              PeerClasses.find().version("jetcd-core").orElse("of an unknown version"));
    }

    @Override
    List<String> command(Path folder, int port, boolean fsync) {
      String url = "http://127.0.0.1:" + port;
      String peers = "http://127.0.0.1:" + ServerProcess.freePort();
      List<String> command =
          new ArrayList<>(
              List.of(
                  "etcd",
                  "--data-dir=" + folder.resolve("data"),
                  "--listen-client-urls=" + url,
                  "--advertise-client-urls=" + url,
                  "--listen-peer-urls=" + peers,
                  "--initial-advertise-peer-urls=" + peers,
                  "--initial-cluster=default=" + peers));
      if (!fsync) {
        command.add("--unsafe-no-fsync");
      }
      return command;
    }

    @Override
    String address(int port) {
      return "http://127.0.0.1:" + port;
    }
  },

  /** The server that Curator's client comes with. */
  ZOOKEEPER("ZooKeeper") {
    @Override
    String versions() throws PeerUnavailable {
      PeerClasses classes = PeerClasses.find();
      return "%s %s with Curator %s"
          .formatted(
              title(),
              classes.version("zookeeper").orElse("of an unknown version"),
              classes.version("curator-framework").orElse("of an unknown version"));
    }

    @Override
    List<String> command(Path folder, int port, boolean fsync) throws PeerUnavailable {
      Path settings = folder.resolve("zoo.cfg");
      try {
        Files.writeString(
            settings,
            """
            tickTime=2000
            dataDir=%s
            clientPort=%d
            clientPortAddress=127.0.0.1
            admin.enableServer=false
            """
                .formatted(folder.resolve("data"), port));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx1000m", // as its own script has it
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
          "-Dzookeeper.forceSync=" + (fsync ? "yes" : "no"),
          "-cp",
          PeerClasses.find().path(),
          "org.apache.zookeeper.server.quorum.QuorumPeerMain",
          settings.toString());
    }

    @Override
    String address(int port) {
      return "127.0.0.1:" + port;
    }
  };

  private final String title;

  StoreKind(String title) {
    this.title = title;
  }

  /** As it is written. */
  public String title() {
    return title;
  }

  /** Of server and client, in words. */
  abstract String versions() throws PeerUnavailable, InterruptedException;

  /** That starts a server on a port. */
  abstract List<String> command(Path folder, int port, boolean fsync) throws PeerUnavailable;

  /** As its client takes it. */
  abstract String address(int port);

  private static String etcdVersion() throws PeerUnavailable, InterruptedException {
    try {
      Process process = new ProcessBuilder("etcd", "--version").redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(5, TimeUnit.SECONDS);
      return text.lines()
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("of an unknown version");
    } catch (IOException e) {
      throw new PeerUnavailable(
          "etcd cannot be started (" + e.getMessage() + "); install the package etcd-server");
    }
  }
}
