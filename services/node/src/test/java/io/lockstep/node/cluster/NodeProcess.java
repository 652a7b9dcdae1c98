package io.lockstep.node.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, which can be killed and paused. */
public final class NodeProcess implements ClusterNode {
  private static final Duration GONE = Duration.ofSeconds(60);

  private final String id;
  private final Path log;
  private final Process process;
  private final HttpNode http;

  private NodeProcess(String id, Path log, Process process, HttpNode http) {
    this.id = id;
    this.log = log;
    this.process = process;
    this.http = http;
  }

  /** Starts a node; it is not ready yet. Its output goes to the file, behind what is there. */
  static NodeProcess start(Map<String, String> settings, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dlogback.configurationFile=cluster-node-logback.xml");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(NodeLauncher.class.getName());
    settings.forEach((name, value) -> command.add(name + "=" + value));
    try {
      Files.createDirectories(log.getParent());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new NodeProcess(
          settings.get("node.id"),
          log,
          process,
          new HttpNode(settings.get("cluster.name"), Integer.parseInt(settings.get("http.port"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as kill -9 does; returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Stops it in the midst of whatever it does, as SIGSTOP does. */
  public void pause() {
    signal("STOP");
  }

  /** Lets it go on, as SIGCONT does. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("kill -" + name + " of node " + id + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until it has ended. */
  public int exitCode() {
    try {
      if (!process.waitFor(GONE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("node " + id + " has not ended within " + GONE);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Everything that it has said. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Look look() {
    if (!process.isAlive()) {
      throw new IllegalStateException("node " + id + " has ended:\n" + log());
    }
    return http.look();
  }

  @Override
  public Answer write(Write write, Duration patience) {
    return http.write(write, patience);
  }

  @Override
  public Optional<String> value(String key) {
    return http.value(key);
  }

  @Override
  public void stop() {
    process.destroy();
    exitCode();
  }

  @Override
  public void close() {
    kill();
  }
}
