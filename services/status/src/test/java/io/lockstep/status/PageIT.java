package io.lockstep.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page in a real browser, served by the real server on a real broker. */
class PageIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String N1 = "#nodes > li[data-key=n1]";
  private static final String N2 = "#nodes > li[data-key=n2]";

  private static TestKafka kafka;
  private static LogConnection connection;
  private static TestCluster cluster;
  private static StatusServer server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    Browser.assumePresent();
    kafka = TestKafka.single();
    connection = TestLog.provisioned(kafka, TestRegistry.shared());
    cluster = new TestCluster(connection);
    server = StatusServer.start(connection, kafka.layout(), "127.0.0.1", 0);
    await().atMost(Duration.ofSeconds(60)).until(() -> server.streams().notReady().isEmpty());
    browser = Browser.open();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void look() {
    browser.screen(1200, false);
    browser.go(server.uri().toString());
    until(N1, "ONLINE");
    until(N2, "ONLINE");
    until("#freshness", "Live");
  }

  @AfterEach
  void tellsTheConsoleNothing() {
    assertThat(browser.console()).isEmpty();
  }

  private static void until(String selector, String words) {
    long start = System.nanoTime();
    await(selector + " says " + words)
        .pollInterval(Duration.ofMillis(50))
        .atMost(SOON)
        .until(() -> browser.text(selector).contains(words));
    System.out.printf(
        "%s says \"%s\" after %d ms%n", selector, words, (System.nanoTime() - start) / 1_000_000);
  }

  private static Duration time(Runnable what) {
    long start = System.nanoTime();
    what.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void showsTheClusterAsItIs() {
    assertThat(browser.text("#cluster")).isEqualTo("Lockstep cluster " + connection.cluster());
    until("#health", "converged at revision 7, 2 of 2 nodes available, primary n1");
    assertThat(browser.text(N1 + " summary")).contains("n1", "primary", "at the head", "1.0");
    assertThat(browser.text("#primary")).startsWith("n1, term 1, since ");
    assertThat(browser.text("#order > li:nth-child(1)")).isEqualTo("n2 (n2.localhost), ONLINE");
    assertThat(browser.text("#order > li:nth-child(2)")).startsWith("n1 ");
    assertThat(browser.text("#certificates > li:nth-child(1)"))
        .startsWith("web 5 days left")
        .contains("CN=<b>web</b>");
    assertThat(browser.text("#alerts")).contains("certificate", "web");
    assertThat(browser.text("#lag-text")).isEqualTo("Every node that reports is at the head.");
    assertThat(browser.script("return document.querySelector('#lag canvas').width > 500"))
        .isEqualTo("true");
  }

  @Test
  void aKilledNodeIsSeenWithinThreeSecondsAndSoIsItsReturn() {
    Duration seen =
        time(
            () -> {
              cluster.kill("n2");
              until(N2 + " .badge", "quiet");
            });
    until(N2 + " .badge", "OFFLINE");
    until("#health", "1 offline");
    until("#alerts", "node-offline n2");
    Duration returned =
        time(
            () -> {
              cluster.report("n2");
              until(N2 + " .badge", "ONLINE");
            });
    until("#health", "converged at revision");

    assertThat(seen).isLessThan(Duration.ofSeconds(3));
    assertThat(returned).isLessThan(Duration.ofSeconds(3));
    await().atMost(SOON).until(() -> !browser.text("#alerts").contains("node-offline"));
  }

  @Test
  void whatBlocksANodeIsNextToIt() {
    cluster.report("n2", new Problem("files-not-written", "<i>disk</i> full; make room", null));

    until(N2 + " .problems", "Not ready: <i>disk</i> full; make room (files-not-written)");

    cluster.report("n2");
    await().atMost(SOON).until(() -> browser.text(N2 + " .problems").isEmpty());
  }

  @Test
  void saysThatItIsStaleAndComesBackWithTheServer() {
    int port = server.uri().getPort();

    Duration told =
        time(
            () -> {
              server.close();
              until("#freshness", "Stale: ");
            });
    String stale = browser.text("#freshness");
    server = StatusServer.start(connection, kafka.layout(), "127.0.0.1", port);
    await().atMost(Duration.ofSeconds(60)).until(() -> browser.text("#freshness").equals("Live"));
    until(N1, "ONLINE");

    assertThat(told).isLessThan(Duration.ofSeconds(5));
    assertThat(stale).contains("Shown is the status of ", "tries again by itself");
    // The browser itself notes each connection that it cannot open; the page's code adds nothing.
    assertThat(browser.console()).allMatch(line -> line.contains("net::ERR_"));
  }

  @Test
  void everythingIsReachedByKeyboardInTheOrderOfThePage() {
    List<String> order = new ArrayList<>();
    for (int press = 0; press < 3; press++) {
      browser.press(Keys.TAB);
      order.add(focused());
      assertThat(browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
          .isEqualTo("solid");
    }
    browser.press(Keys.ENTER);
    until(N2 + " dl", "Last report");
    String report = browser.text(N2 + " dd");
    await().atMost(SOON).until(() -> !browser.text(N2 + " dd").equals(report));

    assertThat(order).containsExactly("Skip to the nodes", "n1", "n2");
    assertThat(focused()).isEqualTo("n2"); // statuses came meanwhile
  }

  private static String focused() {
    return browser.script(
        "const at = document.activeElement;"
            + "return (at.querySelector('.name') ?? at).textContent.trim()");
  }

  @Test
  void asksForTheTokenThatTheServerWants() throws IOException {
    try (TokenWall wall = new TokenWall(server.uri(), "right")) {
      browser.go(wall.uri());
      await().atMost(SOON).until(() -> focused("id").equals("token-text"));
      String stale = browser.text("#freshness");
      browser.type("wrong" + Keys.ENTER);
      until("#token-refused", "does not take that token");
      browser.type("right" + Keys.ENTER);
      until(N1, "ONLINE");

      assertThat(stale).contains("wants a token");
      assertThat(browser.script("return document.querySelector('#token').checkVisibility()"))
          .isEqualTo("false");
      assertThat(browser.console()).allMatch(line -> line.contains("status of 401"));
      browser.go("about:blank");
    }
  }

  @Test
  void saysThatItIsStaleWhenNothingComesAnyMore() throws IOException {
    try (TokenWall wall = new TokenWall(server.uri(), "right")) {
      browser.go(wall.uri());
      await().atMost(SOON).until(() -> focused("id").equals("token-text"));
      browser.type("right" + Keys.ENTER);
      until("#age", "Last change 3 s ago");
      String calm = browser.text("#freshness");
      wall.notReady("the topology is REBALANCING");
      until("#freshness", "Stale: the server is not ready (the topology is REBALANCING).");
      until("#freshness", "Stale: nothing came for 15 s.");
      until("#freshness", "Live");

      assertThat(calm).isEqualTo("Live"); // the server said that all is well
      assertThat(browser.console())
          .allMatch(line -> line.contains("status of 401") || line.contains("status of 503"));
      browser.go("about:blank");
    }
  }

  private static String focused(String property) {
    return browser.script("return document.activeElement." + property);
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 800})
  void aNarrowScreenNeedsNoSidewaysScrolling(int width) {
    browser.screen(width, false);
    browser.script("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    until(N2 + " dl", "Last report");

    String widest =
        browser.script(
            "return Math.max(document.documentElement.scrollWidth, ...[...document"
                + ".querySelectorAll('body *')].map(e => Math.ceil("
                + "e.getBoundingClientRect().right)))");

    assertThat(Integer.parseInt(widest)).isLessThanOrEqualTo(width);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTextCanBeRead(boolean dark) {
    browser.screen(1200, dark);
    browser.script("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    until(N2 + " dl", "Last report");

    String weak = browser.script(Contrasts.SCRIPT);

    assertThat(weak).isEqualTo("[]");
    assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(dark ? "rgb(20, 23, 26)" : "rgb(255, 255, 255)");
  }
}
