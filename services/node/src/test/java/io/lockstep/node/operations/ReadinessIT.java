package io.lockstep.node.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps nodes from being ready, and what they are told to do about it. */
class ReadinessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private LogConnection log;

  @BeforeEach
  void found() {
    log = TestCluster.founded();
  }

  private TestNode start(String id, String version, String... licences) throws IOException {
    Map<String, String> settings = TestNode.settings(log, folder, id);
    settings.put("node.host", id + ".localhost");
    install(id, version);
    return TestNode.start(settings, new ShopProfile(licences));
  }

  private void install(String id, String version) throws IOException {
    Path conf = Files.createDirectories(folder.resolve(id).resolve("files/conf"));
    Files.writeString(conf.resolve("version.txt"), "# shop\nversion=" + version + "\n");
  }

  @Test
  void aNodeWithoutItsLicenceIsNotReadyUntilItHasOneThatHolds() throws IOException {
    try (TestNode node = start("n1", "5.5", "shop")) {
      assertThat(node.awaitProblem("licence-missing"))
          .contains("no licence for shop", "lockstep licence install n1 shop --file FILE");

      node.json("PUT", "/api/v1/licences/n1/shop", "{\"expires\":\"2020-01-01T00:00:00Z\"}");
      await().atMost(PATIENCE).until(() -> node.awaitProblem("licence-missing").contains("ended"));
      node.json("PUT", "/api/v1/licences/n1/shop", "{}");

      node.awaitReady();
    }
  }

  @Test
  void anotherVersionOfTheProductKeepsANodeFromBeingReadyExceptInMaintenance() throws IOException {
    try (TestNode first = start("n1", "5.5").awaitReady();
        TestNode second = start("n2", "5.5").awaitReady();
        TestNode third = start("n3", "5.5").awaitReady()) {
      install("n3", "5.6-next");

      assertThat(third.awaitProblem("product-version")).contains("5.6-next", "5.5", "n1, n2");
      await()
          .atMost(PATIENCE)
          .until(
              () -> first.get("/api/v1/nodes").body().contains("\"productVersion\":\"5.6-next\""));
      assertThat(
              first
                  .server()
                  .service()
                  .replay()
                  .image()
                  .members()
                  .get("n3")
                  .orElseThrow()
                  .getProductVersion())
          .isEqualTo("5.6-next");

      Files.writeString(folder.resolve("n3/files/conf/version.txt"), "neither of them");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  third.server().service().status().warnings().stream()
                      .anyMatch(warning -> warning.getMessage().contains("is not known")));
      assertThat(third.awaitProblem("product-version")).contains("5.6-next", "5.5");

      first.set("Cluster.maintenance", "on");
      third.awaitReady();
      assertThat(third.server().service().status().warnings())
          .extracting(warning -> warning.getCode())
          .contains("maintenance", "product-version");
      assertThat(second.server().service().status().problems()).isEmpty();
    }
  }

  @Test
  void aJoinerWithAnotherVersionOfTheProductIsRefused() throws IOException {
    try (TestNode first = start("n1", "5.5").awaitReady()) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  "5.5"
                      .equals(
                          first
                              .server()
                              .service()
                              .replay()
                              .image()
                              .members()
                              .get("n1")
                              .orElseThrow()
                              .getProductVersion()));
      try (TestNode second = start("n2", "5.4")) {
        assertThat(second.awaitProblem("product-version")).contains("5.4", "5.5");
      }
    }
  }

  @Test
  void theStateOfTheClusterStandsInAFileAndFollowsWhoIsThere() throws IOException {
    Path file = folder.resolve("n1/files/var/cluster_state");
    Path sync = folder.resolve("n1/files/var/tmp/cluster_last_sync_timestamp");
    try (TestNode first = start("n1", "5.5").awaitReady()) {
      first.set("Cluster.connectionTimeout", "2000");
      try (TestNode second = start("n2", "5.5").awaitReady()) {
        awaitLine(file, "hostname=\"n2.localhost\" state=\"online\" status=\"secondary\"");
      }
      awaitLine(file, "hostname=\"n2.localhost\" state=\"offline\" status=\"secondary\"");
      awaitLine(file, "hostname=\"n1.localhost\" state=\"online\" status=\"primary\"");
      assertThat(sync).content().matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\n");
    }
  }

  private static void awaitLine(Path file, String text) {
    await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(file) && Files.readString(file).contains(text));
  }
}
