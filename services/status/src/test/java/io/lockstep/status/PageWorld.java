package io.lockstep.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A cluster, its status server and a browser that looks at the page: one for all tests of the page,
 * since each takes seconds to start. Every test begins with a fresh page of a converged cluster.
 */
final class PageWorld implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
  static final Duration SOON = Duration.ofSeconds(30);
  static final String N1 = "#nodes > li[data-key=n1]";
  static final String N2 = "#nodes > li[data-key=n2]";

  private World world;

  /** What runs; closed with the last test. */
  private static final class World implements AutoCloseable {
    private final TestKafka kafka = TestKafka.single();
    private final LogConnection connection = TestLog.provisioned(kafka, TestRegistry.shared());
    private final FakeNode node;
    private final TestCluster cluster;
    private final Browser browser;
    private final int port;
    private StatusServer server;

    World() {
      try {
        node = new FakeNode(Files.createTempDirectory("lockstep-page"));
      } catch (IOException | GeneralSecurityException e) {
        throw new AssertionError("cannot start a node", e);
      }
      cluster = new TestCluster(connection, node);
      startServer(0);
      port = server.uri().getPort();
      browser = Browser.open();
    }

    void startServer(int port) {
      server = StatusServer.start(connection, kafka.layout(), "127.0.0.1", port);
      await().atMost(Duration.ofSeconds(60)).until(() -> server.streams().notReady().isEmpty());
    }

    @Override
    public void close() {
      browser.close();
      server.close();
      cluster.close();
      node.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Browser.assumePresent();
    world =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .getOrComputeIfAbsent(World.class, key -> new World(), World.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    browser().screen(1200, false);
    browser().go(server().uri().toString());
    until(N1, "ONLINE");
    until(N2, "ONLINE");
    until("#freshness", "Live");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(browser().console()).isEmpty();
  }

  Browser browser() {
    return world.browser;
  }

  StatusServer server() {
    return world.server;
  }

  TestCluster cluster() {
    return world.cluster;
  }

  FakeNode node() {
    return world.node;
  }

  LogConnection connection() {
    return world.connection;
  }

  /** Starts the server again at its port. */
  void restartServer() {
    world.startServer(world.port);
  }

  String text(String selector) {
    return browser().text(selector);
  }

  void until(String selector, String words) {
    long start = System.nanoTime();
    await(selector + " says " + words)
        .pollInterval(Duration.ofMillis(50))
        .atMost(SOON)
        .untilAsserted(() -> assertThat(text(selector)).contains(words));
    System.out.printf(
        "%s says \"%s\" after %d ms%n", selector, words, (System.nanoTime() - start) / 1_000_000);
  }

  static Duration time(Runnable what) {
    long start = System.nanoTime();
    what.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
