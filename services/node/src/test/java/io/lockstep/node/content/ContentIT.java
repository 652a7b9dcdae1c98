package io.lockstep.node.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.node.NodeService;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.schema.ContentEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder on three nodes, changed on any of them. */
class ContentIT {
  @TempDir static Path folder;
  private static Nodes nodes;

  @BeforeAll
  static void start() {
    nodes = new Nodes(TestCluster.founded(), folder);
    nodes.start("n1");
    nodes.start("n2");
    nodes.start("n3");
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
  void aFileTravelsFromAnyNodeAndBack() throws IOException {
    nodes.write("n2", "a/b/file.txt", "one");
    nodes.awaitText("n1", "a/b/file.txt", "one");
    nodes.awaitText("n3", "a/b/file.txt", "one");

    nodes.write("n3", "a/b/file.txt", "two");
    nodes.awaitText("n1", "a/b/file.txt", "two");
    nodes.awaitText("n2", "a/b/file.txt", "two");

    Files.delete(nodes.web("n1").resolve("a/b/file.txt"));
    nodes.awaitGone("n2", "a/b/file.txt");
    nodes.awaitGone("n3", "a/b/file.txt");
  }

  @Test
  void whatIsExcludedStaysWhereItIs() {
    nodes.write("n1", "tmp/scratch", "mine");
    nodes.write("n1", "app.log", "mine");
    nodes.write("n1", "shared.txt", "ours");

    nodes.awaitText("n2", "shared.txt", "ours");

    assertThat(nodes.web("n2").resolve("app.log")).doesNotExist();
    assertThat(nodes.web("n2").resolve("tmp/scratch")).doesNotExist();
    delete("n1", "tmp/scratch");
    delete("n1", "app.log");
  }

  private static void delete(String id, String path) {
    try {
      Files.delete(nodes.web(id).resolve(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void namesModesLinksAndEmptyDirectoriesTravel() throws IOException {
    Path web = nodes.web("n1");
    nodes.write("n1", "odd/\u00e9", "composed");
    nodes.write("n1", "odd/e\u0301", "decomposed");
    nodes.write("n1", "odd/new\nline \uD83D\uDE00", "odd");
    nodes.write("n1", "odd/Case", "upper");
    nodes.write("n1", "odd/run.sh", "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        web.resolve("odd/run.sh"), PosixFilePermissions.fromString("rwxr-x---"));
    Files.createDirectories(web.resolve("odd/empty/deeper"));
    Files.createSymbolicLink(web.resolve("odd/link"), Path.of("../odd/run.sh"));

    nodes.awaitText("n3", "odd/new\nline \uD83D\uDE00", "odd");
    nodes.awaitSame();
    assertThat(nodes.tree("n2"))
        .containsEntry("odd/\u00e9", "rw-r--r-- composed")
        .containsEntry("odd/e\u0301", "rw-r--r-- decomposed")
        .containsEntry("odd/run.sh", "rwxr-x--- #!/bin/sh\n")
        .containsEntry("odd/link", "-> ../odd/run.sh")
        .containsEntry("odd/empty/deeper", "dir rwxr-xr-x");

    Files.move(web.resolve("odd/Case"), web.resolve("odd/case"));
    Files.setPosixFilePermissions(
        web.resolve("odd/run.sh"), PosixFilePermissions.fromString("rwx------"));
    nodes.awaitText("n2", "odd/case", "upper");
    nodes.awaitGone("n2", "odd/Case");
    nodes.awaitSame();
    assertThat(nodes.tree("n3")).containsEntry("odd/run.sh", "rwx------ #!/bin/sh\n");
  }

  @Test
  void aDirectoryThatIsMovedMovesEverywhere() throws IOException {
    for (int i = 0; i < 5; i++) {
      nodes.write("n2", "before/" + i, "file " + i);
    }
    nodes.awaitText("n1", "before/4", "file 4");
    nodes.awaitSame();

    Files.move(nodes.web("n2").resolve("before"), nodes.web("n2").resolve("after"));

    nodes.awaitText("n1", "after/4", "file 4");
    nodes.awaitGone("n3", "before");
  }

  @Test
  void aFileTakesThePlaceOfADirectoryAndBack() throws IOException {
    nodes.write("n1", "place/inside", "x");
    nodes.awaitText("n2", "place/inside", "x");
    nodes.awaitSame();

    Files.delete(nodes.web("n1").resolve("place/inside"));
    Files.delete(nodes.web("n1").resolve("place"));
    nodes.write("n1", "place", "a file now");
    nodes.awaitText("n2", "place", "a file now");
    nodes.awaitSame();

    Files.delete(nodes.web("n3").resolve("place"));
    nodes.write("n3", "place/again", "y");
    nodes.awaitText("n1", "place/again", "y");
  }

  @Test
  void aLargeFileTravelsAndAChangeInItMovesAChunk() throws IOException {
    byte[] bytes = new byte[5_000_000];
    new Random(7).nextBytes(bytes);
    Files.write(nodes.web("n1").resolve("large.bin"), bytes);
    await().atMost(Nodes.PATIENCE).until(() -> same("n2", bytes) && same("n3", bytes));

    bytes[2_500_000]++;
    Files.write(nodes.web("n3").resolve("large.bin"), bytes);

    await().atMost(Nodes.PATIENCE).until(() -> same("n1", bytes) && same("n2", bytes));
  }

  private static boolean same(String id, byte[] bytes) throws IOException {
    Path file = nodes.web(id).resolve("large.bin");
    return Files.exists(file) && java.util.Arrays.equals(Files.readAllBytes(file), bytes);
  }

  @Test
  void ofTwoEditsAtOnceOneWinsEverywhereAndTheOtherStandsInTheJournal() {
    nodes.write("n1", "both.txt", "common");
    nodes.awaitText("n2", "both.txt", "common");
    nodes.awaitText("n3", "both.txt", "common");
    nodes.awaitSame();

    nodes.write("n1", "both.txt", "from n1");
    nodes.write("n2", "both.txt", "from n2!");
    nodes.awaitSame();

    String won = nodes.tree("n3").get("both.txt").substring(10);
    assertThat(won).isIn("from n1", "from n2!");
    String lost = won.equals("from n1") ? "from n2!" : "from n1";
    assertThat(published("both.txt")).contains(sha256("common"), sha256(won), sha256(lost));
  }

  private static java.util.List<String> published(String path) {
    return nodes
        .node("n1")
        .past()
        .newest(
            entry ->
                entry.getEvent().getPayload() instanceof io.lockstep.schema.ContentPublished p
                    && p.getEntry().getPath().equals(path),
            1,
            Long.MAX_VALUE,
            100)
        .entries()
        .stream()
        .map(
            entry ->
                ((io.lockstep.schema.ContentPublished) entry.getEvent().getPayload()).getEntry())
        .map(ContentIT::hash)
        .toList();
  }

  private static String hash(ContentEntry entry) {
    return io.lockstep.materialize.content.Item.of(entry).sha256();
  }

  private static String sha256(String text) {
    return io.lockstep.materialize.file.Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aNodeThatWasAwayLearnsWhatCameAndWentAndTellsWhatItDid() throws IOException {
    nodes.write("n1", "away/kept", "1");
    nodes.write("n1", "away/gone", "1");
    nodes.write("n1", "away/mine", "1");
    nodes.awaitText("n3", "away/mine", "1");
    nodes.awaitSame();
    nodes.stop("n3");

    Files.delete(nodes.web("n1").resolve("away/gone"));
    nodes.write("n1", "away/kept", "2");
    nodes.write("n3", "away/mine", "3");
    nodes.write("n3", "away/new", "3");
    nodes.awaitText("n2", "away/kept", "2");
    nodes.start("n3");

    nodes.awaitText("n3", "away/kept", "2");
    nodes.awaitGone("n3", "away/gone");
    nodes.awaitText("n1", "away/mine", "3");
    nodes.awaitText("n2", "away/new", "3");
  }

  @Test
  void aFileThatGrowsArrivesWholeAtTheEnd() throws Exception {
    Path file = nodes.web("n1").resolve("growing");
    Thread writer =
        new Thread(
            () -> {
              try (var out = Files.newOutputStream(file)) {
                for (int i = 0; i < 200; i++) {
                  out.write("line %06d%n".formatted(i).getBytes(StandardCharsets.US_ASCII));
                  out.flush();
                  Thread.onSpinWait();
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    writer.start();
    writer.join();

    nodes.awaitText("n2", "growing", Files.readString(file));
  }

  @Test
  void aLinkOutOfTheFolderAndASetUidFileStayHereAndAreNamed() throws Exception {
    Path web = nodes.web("n1");
    Files.createSymbolicLink(web.resolve("out"), Path.of("/etc/passwd"));
    nodes.write("n1", "beside", "goes on");
    Files.setAttribute(nodes.write("n1", "suid", "x"), "unix:mode", 04755);

    nodes.awaitText("n2", "beside", "goes on");
    nodes.awaitProblem(
        "n1", "out is a link that points to an absolute path", "suid has the set-uid");
    nodes.awaitWarning("n1", ContentService.PROBLEM, "suid has the set-uid");
    assertThat(nodes.tree("n2")).doesNotContainKeys("out", "suid");
    Files.delete(web.resolve("out"));
    Files.delete(web.resolve("suid"));
  }

  @Test
  void whatCannotBeKnownOfAFolderIsSaidAndEndsWhenItCan() throws IOException {
    Path notes = nodes.data("n3").resolve("content/web.base");
    nodes.stop("n3");
    Files.move(notes, notes.resolveSibling("aside"));
    Files.createDirectory(notes);

    NodeService node = nodes.run("n3", FolderProfile.WEB);
    nodes.awaitProblem("n3", notes + ": cannot read: a directory has its place; move");
    nodes.awaitWarning("n3", ContentService.PROBLEM, "web: " + notes);
    assertThat(node.content().publish("web", false))
        .succeedsWithin(Nodes.PATIENCE)
        .satisfies(status -> assertThat(status.inStep()).isFalse());
    Files.delete(notes);
    Files.move(notes.resolveSibling("aside"), notes);

    nodes.write("n1", "after.txt", "goes on");
    nodes.awaitText("n3", "after.txt", "goes on");
    nodes.awaitNoWarning("n3", ContentService.PROBLEM);
  }
}
