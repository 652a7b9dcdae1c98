package io.lockstep.benchmark.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The clients of one peer, in a process of their own that ends with this one: Lockstep's class path
 * has none of their libraries. For one thread.
 */
public final class PeerClient implements AutoCloseable {
  private static final String MAIN = "io.lockstep.benchmark.peers.PeerMain";
  private static final long GRACE_SECONDS = 10;

  private final Process process;
  private final Path log;
  private final PrintStream requests;
  private final BufferedReader answers;

  private PeerClient(Process process, Path log) {
    this.process = process;
    this.log = log;
    requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts it and waits until it is connected.
   *
   * @param log gets what it and its libraries print
   * @param arguments name and address of the peer, and what else it takes
   */
  public static PeerClient start(Path log, String... arguments) throws PeerUnavailable {
    return start(log, List.of("-XX:+UseSerialGC"), arguments);
  }

  /**
   * The same, with options of the JVM.
   *
   * @param options all but the class path
   */
  public static PeerClient start(Path log, List<String> options, String... arguments)
      throws PeerUnavailable {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", PeerClasses.find().path(), MAIN));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      PeerClient client = new PeerClient(process, log);
      try {
        client.answer(arguments[0]);
        return client;
      } catch (IllegalStateException e) {
        client.close();
        throw new PeerUnavailable(e.getMessage());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lets it do a piece of work and returns what was measured; which works there are, and what they
   * tell, stands at the peer.
   *
   * @throws IllegalStateException if it fails
   */
  public double[] measure(String work, int... numbers) {
    StringBuilder request = new StringBuilder(work);
    Arrays.stream(numbers).forEach(number -> request.append(' ').append(number));
    requests.println(request);
    return answer(request.toString());
  }

  /** Version of a library that peers run with; empty if it is not known. */
  public static String version(String artifact) {
    try {
      return PeerClasses.find().version(artifact).orElse("");
    } catch (PeerUnavailable e) {
      return "";
    }
  }

  private double[] answer(String request) {
    String line;
    try {
      line = answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (line == null || !line.startsWith("ok")) {
      throw new IllegalStateException(
          "%s: %s; see %s".formatted(request, line == null ? "the process ended" : line, log));
    }
    return Arrays.stream(line.split(" ")).skip(1).mapToDouble(Double::parseDouble).toArray();
  }

  @Override
  public void close() {
    requests.close();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
