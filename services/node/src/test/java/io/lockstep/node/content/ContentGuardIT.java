package io.lockstep.node.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.node.testing.TestCluster;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.image.EntityMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not go from a folder to the others: what is not well-formed, and that all is gone. */
@Tag("long")
class ContentGuardIT {
  private static final Map<String, String> TORN =
      Map.of(
          "a.xml", "<a>\n  <b>\n</a>\n",
          "a.toml", "a = 1\nb = \n",
          "a.yaml", "a: 1\nb: [1, 2\n",
          "a.json", "{\"a\": 1,\n \"b\": }\n");
  private static final Map<String, String> WHOLE =
      Map.of(
          "a.xml", "<a>\n  <b/>\n</a>\n",
          "a.toml", "a = 1\nb = 2\n",
          "a.yaml", "a: 1\nb: [1, 2]\n",
          "a.json", "{\"a\": 1,\n \"b\": 2}\n");

  @TempDir static Path folder;
  private static Nodes nodes;

  @BeforeAll
  static void start() {
    nodes = new Nodes(TestCluster.founded(), folder);
    nodes.start("n1");
    nodes.start("n2");
    nodes.awaitSame();
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @AfterEach
  void settle() {
    nodes.awaitSame();
  }

  @Test
  void whatIsNotWellFormedStaysAndIsNamedWithItsPlaceUntilItIsCorrected() {
    TORN.forEach((path, text) -> nodes.write("n2", path, text));
    nodes.write("n2", "beside.txt", "goes on");

    nodes.awaitText("n1", "beside.txt", "goes on");
    nodes.awaitProblem(
        "n2",
        "a.xml is no well-formed XML: line 3",
        "a.toml is no well-formed TOML: line 2",
        "a.yaml is no well-formed YAML: line 3",
        "a.json is no well-formed JSON: line 2");
    assertThat(nodes.tree("n1")).doesNotContainKeys(TORN.keySet().toArray(String[]::new));
    assertThat(nodes.node("n2").content().status("web").orElseThrow().inStep()).isFalse();
    nodes.awaitWarning("n2", ContentService.PROBLEM, "web: a.xml is no well-formed XML: line 3");

    WHOLE.forEach((path, text) -> nodes.write("n2", path, text));

    WHOLE.forEach((path, text) -> nodes.awaitText("n1", path, text));
    assertThat(nodes.node("n2").content().status("web").orElseThrow().problems()).isEmpty();
  }

  @Test
  void anEditThatIsNotWellFormedLeavesTheOthersWithTheFileBeforeIt() {
    nodes.write("n1", "edited.json", "{\"version\": 1}");
    nodes.awaitText("n2", "edited.json", "{\"version\": 1}");
    nodes.awaitSame();

    nodes.write("n2", "edited.json", "{\"version\": 2");
    nodes.awaitProblem("n2", "edited.json is no well-formed JSON");
    nodes.write("n1", "later.txt", "goes on");
    nodes.awaitText("n2", "later.txt", "goes on");

    assertThat(nodes.tree("n1").get("edited.json")).endsWith("{\"version\": 1}");
    assertThat(nodes.tree("n2").get("edited.json")).endsWith("{\"version\": 2");
    nodes.write("n2", "edited.json", "{\"version\": 2}");
    nodes.awaitText("n1", "edited.json", "{\"version\": 2}");
  }

  @Test
  void whatANodePublishedUncheckedIsNotWrittenWhereItIsChecked() {
    nodes.start("n3", FolderProfile.UNCHECKED);
    nodes.write("n3", "unchecked.xml", "<a>");

    nodes.awaitProblem("n1", "unchecked.xml is no well-formed XML: line 1");
    nodes.awaitProblem("n2", "unchecked.xml is no well-formed XML: line 1");
    assertThat(nodes.web("n1").resolve("unchecked.xml")).doesNotExist();

    nodes.write("n3", "unchecked.xml", "<a/>");

    nodes.awaitText("n1", "unchecked.xml", "<a/>");
    nodes.awaitText("n2", "unchecked.xml", "<a/>");
    nodes.awaitSame();
    nodes.stop("n3");
  }

  @Test
  void aFolderThatWentWithItsDiskIsAsBeforeOnceTheDiskIsBackAndHasWhatCameMeanwhile()
      throws IOException {
    few();
    Path disk = folder.resolve("n2/files/disk");
    Files.move(nodes.web("n2"), disk);
    nodes.node("n2").content().publish("web", false); // else it looks within 20 s
    nodes.awaitProblem("n2", "there is no " + nodes.web("n2"), "mount its disk again");
    nodes.awaitWarning("n2", ContentService.VANISHED, "folder web is missing");

    Files.createDirectory(nodes.web("n2")); // where it is mounted
    nodes.awaitProblem("n2", "most of folder web is missing in " + nodes.web("n2"));
    long before = published("few/a");
    nodes.write("n1", "few/a", "changed meanwhile");
    await("n2 knows")
        .atMost(Nodes.PATIENCE)
        .until(() -> published("few/a") > before && compared("n2") >= published("few/a"));
    assertThat(nodes.web("n2")).isEmptyDirectory();
    assertThat(nodes.tree("n1")).containsKeys("few/a", "few/b");

    Files.delete(nodes.web("n2"));
    Files.move(disk, nodes.web("n2"));

    nodes.awaitText("n2", "few/a", "changed meanwhile");
    nodes.awaitNoWarning("n2", ContentService.VANISHED);
  }

  @Test
  void aNodeThatStartsWithoutItsDiskDeletesNothingUntilThatIsConfirmed() throws IOException {
    few();
    nodes.stop("n2");
    Files.move(nodes.web("n2"), folder.resolve("n2/files/unmounted"));
    Files.createDirectory(nodes.web("n2"));

    nodes.run("n2", FolderProfile.WEB);

    nodes.awaitProblem(
        "n2",
        "most of folder web is missing in " + nodes.web("n2"),
        "lockstep content publish web --confirm-deletes");
    assertThat(nodes.node("n2").status().problems())
        .anySatisfy(problem -> assertThat(problem.getCode()).isEqualTo(ContentService.BEHIND));
    assertThat(nodes.tree("n1")).containsKeys("few/a", "few/b");

    nodes.node("n2").content().publish("web", true);

    nodes.awaitGone("n1", "few/a");
  }

  private static long published(String path) {
    EntityMap content = nodes.node("n1").replay().image().content().entities();
    return content.get(EntityKeys.content("web", path)).orElseThrow().revision();
  }

  private static long compared(String id) {
    return nodes.node(id).content().status("web").orElseThrow().revision();
  }

  /** Some files on both, and not so many that it would count how many are missing. */
  private static void few() {
    for (String path : List.of("few/a", "few/b")) {
      nodes.write("n1", path, path);
      nodes.awaitText("n2", path, path);
    }
    nodes.awaitSame();
  }
}
