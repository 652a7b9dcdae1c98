package io.lockstep.status;

import static io.lockstep.status.PageWorld.N1;
import static io.lockstep.status.PageWorld.N2;
import static io.lockstep.status.PageWorld.SOON;
import static io.lockstep.status.PageWorld.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.schema.Problem;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The page in a real browser, served by the real server on a real broker. */
class PageIT {
  private static final String NOT_READY = ".*/health/readiness - Failed to load .* status of 503.*";
  @RegisterExtension static final PageWorld PAGE = new PageWorld();

  @Test
  void showsTheClusterAsItIs() {
    assertThat(PAGE.text("#cluster")).isEqualTo("Lockstep cluster " + PAGE.connection().cluster());
    PAGE.until("#health", "converged at revision ");
    PAGE.until("#health", "2 of 2 nodes available, primary n1");
    assertThat(PAGE.text(N1 + " summary")).contains("n1", "primary", "at the head", "1.0");
    assertThat(PAGE.text("#primary")).startsWith("n1, term 1, since ");
    assertThat(PAGE.text("#order > li:nth-child(1)")).isEqualTo("n2 (n2.localhost), ONLINE");
    assertThat(PAGE.text("#order > li:nth-child(2)")).startsWith("n1 ");
    assertThat(PAGE.text("#certificates > li:nth-child(1)"))
        .startsWith("web 5 days left")
        .contains("CN=<b>web</b>");
    assertThat(PAGE.text("#alerts")).contains("certificate", "web");
    assertThat(PAGE.text("#lag-text")).isEqualTo("Every node that reports is at the head.");
    assertThat(PAGE.browser().script("return document.querySelector('#lag canvas').width > 500"))
        .isEqualTo("true");
  }

  @Test
  void aKilledNodeIsSeenWithinThreeSecondsAndSoIsItsReturn() {
    Duration seen =
        time(
            () -> {
              PAGE.cluster().kill("n2");
              PAGE.until(N2 + " .badge", "quiet");
            });
    PAGE.until(N2 + " .badge", "OFFLINE");
    PAGE.until("#health", "1 offline");
    PAGE.until("#alerts", "node-offline n2");
    Duration returned =
        time(
            () -> {
              PAGE.cluster().report("n2");
              PAGE.until(N2 + " .badge", "ONLINE");
            });
    PAGE.until("#health", "converged at revision");

    assertThat(seen).isLessThan(Duration.ofSeconds(3));
    assertThat(returned).isLessThan(Duration.ofSeconds(3));
    await().atMost(SOON).until(() -> !PAGE.text("#alerts").contains("node-offline"));
  }

  @Test
  void whatBlocksANodeIsNextToIt() {
    PAGE.cluster()
        .report("n2", new Problem("files-not-written", "<i>disk</i> full; make room", null));

    PAGE.until(N2 + " .problems", "Not ready: <i>disk</i> full; make room (files-not-written)");

    PAGE.cluster().report("n2");
    await().atMost(SOON).until(() -> PAGE.text(N2 + " .problems").isEmpty());
  }

  @Test
  void saysThatItIsStaleAndComesBackWithTheServer() {
    Duration told =
        time(
            () -> {
              PAGE.server().close();
              PAGE.until("#freshness", "Stale: ");
            });
    String stale = PAGE.text("#freshness");
    PAGE.restartServer();
    await().atMost(Duration.ofSeconds(60)).until(() -> PAGE.text("#freshness").equals("Live"));
    PAGE.until(N1, "ONLINE");

    assertThat(told).isLessThan(Duration.ofSeconds(5));
    assertThat(stale).contains("Shown is the status of ", "tries again by itself");
    // The browser itself notes each connection that it cannot open, and that the server which
    // begins is not ready; the page's code adds nothing.
    assertThat(PAGE.browser().console())
        .allMatch(line -> line.contains("net::ERR_") || line.matches(NOT_READY));
  }

  @Test
  void asksForTheTokenThatTheServerWants() throws IOException {
    try (TokenWall wall = new TokenWall(PAGE.server().uri(), "right")) {
      PAGE.browser().go(wall.uri());
      await().atMost(SOON).until(() -> focused("id").equals("token-text"));
      String stale = PAGE.text("#freshness");
      PAGE.browser().type("wrong" + Keys.ENTER);
      PAGE.until("#token-refused", "does not take that token");
      PAGE.browser().type("right" + Keys.ENTER);
      PAGE.until(N1, "ONLINE");

      assertThat(stale).contains("wants a token");
      assertThat(PAGE.browser().script("return document.querySelector('#token').checkVisibility()"))
          .isEqualTo("false");
      assertThat(PAGE.browser().console()).allMatch(line -> line.contains("status of 401"));
      PAGE.browser().go("about:blank");
    }
  }

  @Test
  void saysThatItIsStaleWhenNothingComesAnyMore() throws IOException {
    try (TokenWall wall = new TokenWall(PAGE.server().uri(), "right")) {
      PAGE.browser().go(wall.uri());
      await().atMost(SOON).until(() -> focused("id").equals("token-text"));
      PAGE.browser().type("right" + Keys.ENTER);
      PAGE.until("#age", "Last change ");
      String calm = PAGE.text("#freshness");
      wall.notReady("the topology is REBALANCING");
      PAGE.until("#freshness", "Stale: the server is not ready (the topology is REBALANCING).");
      PAGE.until("#freshness", "Stale: nothing came for 8 s.");
      PAGE.until("#freshness", "Live");

      assertThat(calm).isEqualTo("Live"); // the server said that all is well
      assertThat(PAGE.browser().console())
          .allMatch(line -> line.contains("status of 401") || line.contains("status of 503"));
      PAGE.browser().go("about:blank");
    }
  }

  @Test
  void saysThatTheStatusItselfIsStale() throws IOException {
    try (TokenWall wall = new TokenWall(PAGE.server().uri(), "right")) {
      wall.stale("the brokers do not answer");
      PAGE.browser().go(wall.uri());
      await().atMost(SOON).until(() -> focused("id").equals("token-text"));
      PAGE.browser().type("right" + Keys.ENTER);

      PAGE.until("#freshness", "Stale: the brokers do not answer. Shown is the status of ");
      assertThat(PAGE.browser().console()).allMatch(line -> line.contains("status of 401"));
      PAGE.browser().go("about:blank");
    }
  }

  private static String focused(String property) {
    return PAGE.browser().script("return document.activeElement." + property);
  }
}
