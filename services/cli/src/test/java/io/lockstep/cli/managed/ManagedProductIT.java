package io.lockstep.cli.managed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.Run;
import io.lockstep.materialize.file.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types to nodes that manage a product, and what becomes of its files. */
class ManagedProductIT {
  @TempDir private static Path folder;
  private static ManagedCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = new ManagedCluster(folder);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @AfterEach
  void settle() {
    cluster.awaitInStep("n1");
    cluster.awaitInStep("n2");
  }

  private static void write(String node, String page, String text) throws IOException {
    Files.writeString(cluster.pages(node).resolve(page), text);
  }

  @Test
  void aPlanShowsOfTheProductsFileOnTheDiskOnlyWhatWouldChange() throws IOException {
    Path product = cluster.files("n2").resolve(ManagedCluster.PRODUCT);
    Path changes =
        Files.writeString(
            folder.resolve("changes.json"),
            """
            {"operations": [{"op": "set", "key": "shop.threads", "value": "8"}]}
            """);

    String plan = cluster.done("plan", changes.toString(), "--node", "n2");
    JsonNode json = cluster.json("plan", changes.toString(), "--node", "n2");

    assertThat(plan)
        .contains(
            """
            node n2: would replace conf/shop.toml
            --- n2/conf/shop.toml
            +++ n2/conf/shop.toml
            @@ -6,5 +6,5 @@
             level = "info"     # ours
            \s
             [server]
            -threads = 4        # four are enough
            +threads = 8        # four are enough
             name = 'kept'
            """)
        .doesNotContain("as it was");
    JsonNode file =
        items(json.path("files")).stream()
            .filter(each -> each.path("node").asText().equals("n2"))
            .filter(each -> each.path("path").asText().equals(ManagedCluster.PRODUCT))
            .findFirst()
            .orElseThrow();
    assertThat(file.path("before").asText().lines())
        .hasSameSizeAs(ManagedCluster.AS_INSTALLED.lines().toList())
        .contains("threads = 4        # four are enough", "name = 'kept'");
    assertThat(product).hasContent(ManagedCluster.AS_INSTALLED);

    cluster.done("apply", changes.toString());

    await()
        .atMost(ManagedCluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(product)
                    .hasContent(ManagedCluster.AS_INSTALLED.replace("threads = 4", "threads = 8")));
  }

  @Test
  void aPageThatIsNotWellFormedStaysOnItsNodeAndIsNamedWithThePlace() throws IOException {
    write("n2", "menu.xml", "<menu>\n  <item>\n</menu>\n");
    write("n2", "beside.txt", "goes on");

    cluster.awaitPage("n1", "beside.txt", "goes on");
    await()
        .atMost(ManagedCluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(cluster.done("content", "status", "--node", "n2"))
                    .contains("menu.xml is no well-formed XML", "line 3"));
    assertThat(cluster.pages("n1").resolve("menu.xml")).doesNotExist();
    assertThat(cluster.done("content", "list", "pages")).doesNotContain("menu.xml");

    write("n2", "menu.xml", "<menu>\n  <item/>\n</menu>\n");

    cluster.awaitPage("n1", "menu.xml", "<menu>\n  <item/>\n</menu>\n");
  }

  @Test
  void theLoserOfTwoEditsIsBroughtBack() throws IOException {
    write("n1", "both.txt", "common");
    cluster.awaitPage("n2", "both.txt", "common");
    cluster.awaitInStep("n2");

    cluster.sandbox().pauseNode("n2");
    try {
      write("n1", "both.txt", "from n1");
      await("n1's edit")
          .atMost(ManagedCluster.PATIENCE)
          .until(() -> revision("both.txt", "from n1") > 0);
      write("n2", "both.txt", "from n2");
    } finally {
      cluster.sandbox().resumeNode("n2");
    }
    cluster.awaitPage("n1", "both.txt", "from n2"); // the last that was accepted
    cluster.awaitInStep("n2");

    String restored =
        cluster.done(
            "content",
            "restore",
            "pages",
            "both.txt",
            "--revision",
            "" + revision("both.txt", "from n1"));

    assertThat(restored).contains("both.txt of folder pages restored");
    cluster.awaitPage("n1", "both.txt", "from n1");
    cluster.awaitPage("n2", "both.txt", "from n1");
    assertThat(revision("both.txt", "from n2")).isPositive(); // nor is that lost
  }

  /** Where a page was published with that text, the last time; 0 for never. */
  private static long revision(String page, String text) {
    String hash = Sha256.of(text.getBytes(UTF_8));
    return items(cluster.json("content", "history", "pages", page).path("items")).stream()
        .filter(item -> item.path("sha256").asText().equals(hash))
        .mapToLong(item -> item.path("revision").asLong())
        .findFirst()
        .orElse(0);
  }

  private static List<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(array.elements(), Spliterator.ORDERED), false)
        .toList();
  }

  @Test
  void aFolderThatWentWithItsDiskDeletesNothingUntilThatIsConfirmed() throws IOException {
    for (String page : List.of("gone/a", "gone/b", "gone/c")) {
      Files.createDirectories(cluster.pages("n2").resolve("gone"));
      write("n2", page, page);
      cluster.awaitPage("n1", page, page);
    }
    cluster.awaitInStep("n2");
    Path disk = cluster.files("n2").resolve("disk");
    Files.move(cluster.pages("n2"), disk);

    Run missing = publish();
    Files.createDirectory(cluster.pages("n2")); // where it was mounted
    Run empty = publish();

    assertThat(missing.exitCode()).as("%s", missing).isEqualTo(1);
    assertThat(missing.out())
        .contains("there is no " + cluster.pages("n2"), "mount its disk again", "make it and run");
    assertThat(empty.exitCode()).as("%s", empty).isEqualTo(1);
    assertThat(empty.out())
        .contains(
            "most of folder pages is missing in " + cluster.pages("n2"),
            "mount its disk again",
            "lockstep content publish pages --confirm-deletes");
    cluster.awaitPage("n1", "gone/b", "gone/b");

    assertThat(cluster.done("content", "publish", "pages", "--confirm-deletes", "--node", "n2"))
        .contains("yes");
    await("all gone on n1")
        .atMost(ManagedCluster.PATIENCE)
        .until(() -> !Files.exists(cluster.pages("n1").resolve("gone")));
  }

  private static Run publish() {
    return cluster.lockstep("content", "publish", "pages", "--node", "n2");
  }

  @Test
  void aHookThatWasPendingWhenItsNodeWasKilledRunsOnceForWhatIsNewest() throws IOException {
    write("n1", "hooked", "before");
    cluster.awaitPage("n2", "hooked", "before");
    awaitReloaded("before");
    cluster.install("600s"); // so that it is pending
    write("n1", "hooked", "pending");
    cluster.awaitPage("n2", "hooked", "pending");
    awaitPending();

    cluster.sandbox().killNode("n2");
    cluster.install("1s");
    write("n1", "hooked", "newest");
    await("published")
        .atMost(ManagedCluster.PATIENCE)
        .until(() -> revision("hooked", "newest") > 0);
    assertThat(reloads()).noneMatch(line -> line.endsWith(" pending"));
    cluster.sandbox().startNode("n2");

    cluster.awaitPage("n2", "hooked", "newest");
    long newest = revision("hooked", "newest");
    await("hook for revision " + newest)
        .atMost(ManagedCluster.PATIENCE)
        .until(() -> !runsSince(newest).isEmpty() && !pending().contains("reload"));
    assertThat(runsSince(newest)).hasSize(1).allMatch(line -> line.endsWith(" newest"));
  }

  private static List<String> runsSince(long revision) {
    return reloads().stream()
        .filter(line -> Long.parseLong(line.replaceFirst(" .*", "")) >= revision)
        .toList();
  }

  private static void awaitReloaded(String text) {
    await("hook after " + text)
        .atMost(ManagedCluster.PATIENCE)
        .until(() -> reloads().stream().anyMatch(line -> line.endsWith(" " + text)));
  }

  private static void awaitPending() {
    await("hook is pending")
        .atMost(ManagedCluster.PATIENCE)
        .until(() -> pending().contains("reload"));
  }

  /** What n2 has on disk of the hooks that have to run. */
  private static String pending() throws IOException {
    Path file = cluster.sandbox().options().nodeData("n2").resolve("hooks.json");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static List<String> reloads() {
    Path file = cluster.files("n2").resolve("reloads");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
