package io.lockstep.consistency.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child that sends a line a moment to a server of this process, through a proxy that is cut. */
class LinksIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STILL = Duration.ofMillis(500);

  private final Links links = new Links();
  private Child child;
  private ServerSocket server;
  private Proxy proxy;
  private Socket connection;
  private final AtomicInteger lines = new AtomicInteger();
  private volatile boolean ended;

  @BeforeEach
  void connect(@TempDir Path folder) throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    List<Child> children = new ArrayList<>();
    proxy = new Proxy("b1", server.getLocalPort(), links, new Owners(children));
    // `exec` makes the shell itself the owner of the connection.
    String script =
        "exec 3<>/dev/tcp/127.0.0.1/" + proxy.port() + "; while echo x >&3; do read -t 0.05; done";
    child = new Child("n1", List.of("bash", "-c", script), Map.of(), folder.resolve("child.log"));
    children.add(child);
    child.start();
    connection = server.accept();
    Thread reader = new Thread(this::count, "reader");
    reader.setDaemon(true);
    reader.start();
    awaitMore();
  }

  @AfterEach
  void close() throws IOException {
    child.kill();
    proxy.close();
    connection.close();
    server.close();
  }

  private void count() {
    try (Scanner scanner = new Scanner(connection.getInputStream(), "US-ASCII")) {
      while (scanner.hasNextLine()) {
        scanner.nextLine();
        lines.incrementAndGet();
      }
      ended = true;
    } catch (IOException e) {
      ended = true;
    }
  }

  private void awaitMore() {
    int before = lines.get();
    Awaitility.await("more lines").atMost(PATIENCE).until(() -> lines.get() > before);
  }

  private void awaitStill() {
    int[] last = {-1};
    Awaitility.await("no more lines")
        .atMost(PATIENCE)
        .pollInterval(STILL)
        .until(
            () -> {
              boolean still = last[0] == lines.get();
              last[0] = lines.get();
              return still;
            });
  }

  @Test
  void whatIsHeldArrivesLate() {
    links.cut("n1", "b1", Links.Cut.REQUESTS);
    awaitStill();

    links.mend("n1", "b1", true);

    awaitMore();
    assertThat(ended).isFalse();
  }

  @Test
  void orIsLostWithItsConnection() {
    links.cut("n1", "b1", Links.Cut.ALL);
    awaitStill();

    links.mend("n1", "b1", false);

    Awaitility.await("the connection breaks").atMost(PATIENCE).until(() -> ended);
  }

  @Test
  void othersPass() {
    links.cut("n2", "b1", Links.Cut.ALL);
    links.cut("n1", "b2", Links.Cut.ALL);
    links.cut("n1", "b1", Links.Cut.ANSWERS);

    awaitMore();
    awaitMore();
    assertThat(ended).isFalse();
  }
}
