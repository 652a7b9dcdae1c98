package io.lockstep.log.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The real Apicurio Registry as a child process, with its data in a temporary folder, so that it
 * can be stopped and started. The build unpacks it into {@code services/log/target/registry};
 * {@code -Dlockstep.test.registry=DIR} names another place.
 */
public final class TestRegistry implements AutoCloseable {
  private static final String PLACE = "lockstep.test.registry";
  private static TestRegistry shared;

  private final Path home = home();
  private final int port = FreePort.find();
  private final Path data;
  private Process process;

  private TestRegistry() {
    try {
      data = Files.createTempDirectory("lockstep-test-registry");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "test-registry-stop"));
    long started = System.nanoTime();
    start();
    System.out.printf(
        "Registry for tests: Apicurio at %s, up in %d ms%n",
        uri(), Duration.ofNanos(System.nanoTime() - started).toMillis());
  }

  /** The one that all tests of this JVM share; leave it running. */
  public static synchronized TestRegistry shared() {
    if (shared == null) {
      shared = new TestRegistry();
    }
    return shared;
  }

  /** One of the test's own; close it. */
  public static TestRegistry own() {
    return new TestRegistry();
  }

  /** Where it is: its API. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port + "/apis/registry/v3");
  }

  /** Starts it, on the same port and with what it had; returns when it answers. */
  public void start() {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Dquarkus.http.host=127.0.0.1",
                  "-Dquarkus.http.port=" + port,
                  "-Dapicurio.datasource.url=jdbc:h2:file:"
                      + data.resolve("registry")
                      + ";WRITE_DELAY=0", // what was answered survives a kill
                  "-jar",
                  runner().toString())
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(data.resolve("registry.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("registry at " + uri() + ", log " + data.resolve("registry.log"))
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .failFast("the registry's process ended", () -> !process.isAlive())
        .until(this::answers);
  }

  /** Ends its process, as kill -9 does; returns when it is gone. */
  public void stop() {
    process.destroyForcibly();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    try {
      HttpResponse<Void> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(uri() + "/system/info"))
                      .timeout(Duration.ofSeconds(2))
                      .build(),
                  HttpResponse.BodyHandlers.discarding());
      return response.statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Path runner() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("No *-runner.jar in " + home));
    }
  }

  private static Path home() {
    String place = System.getProperty(PLACE);
    if (place != null) {
      return Path.of(place).toAbsolutePath();
    }
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path candidate = dir.resolve("services/log/target/registry");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        "No services/log/target/registry here or above: build services/log up to"
            + " process-test-resources, or set -D"
            + PLACE);
  }

  /** Ends it and removes its data. Not for the shared one. */
  @Override
  public void close() {
    stop();
    for (String name : List.of("registry.mv.db", "registry.trace.db", "registry.log")) {
      try {
        Files.deleteIfExists(data.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    data.toFile().delete();
  }
}
