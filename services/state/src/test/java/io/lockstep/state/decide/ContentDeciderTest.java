package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ContentEntry;
import io.lockstep.schema.ContentKind;
import io.lockstep.schema.PublishContent;
import io.lockstep.schema.RemoveContent;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDeciderTest {
  private final Cluster cluster = Cluster.ofOne();

  @Test
  void aPathGetsItsContentAndLosesIt() {
    ContentEntry file = Samples.file("web", "a/b.txt", 3);
    cluster.accept(new PublishContent(file));
    assertThat(cluster.image().content().get("web", "a/b.txt")).contains(file);

    cluster.accept(new RemoveContent("web", "a/b.txt"));

    assertThat(cluster.image().content().all()).isEmpty();
    assertThat(cluster.refuse(new RemoveContent("web", "a/b.txt")).getCode())
        .isEqualTo(Codes.NOT_FOUND);
  }

  @Test
  void directoriesAndLinksHaveNoBytes() {
    cluster.accept(
        new PublishContent(entry(ContentKind.DIRECTORY).setPath("d").build()),
        new PublishContent(entry(ContentKind.SYMLINK).setPath("l").setTarget("a").build()));

    assertThat(cluster.image().content().all()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../b",
        "a/./b",
        "a//b",
        "a/",
        "a\0b",
        "d/.lockstep-tmp-1"
      })
  void aPathThatLeavesItsFolderOrHasTwoSpellingsIsRefused(String path) {
    assertThat(cluster.refuse(new PublishContent(Samples.file("web", path, 1))).getCode())
        .isEqualTo(Codes.INVALID_PATH);
    assertThat(cluster.refuse(new RemoveContent("web", path)).getCode())
        .isEqualTo(Codes.INVALID_PATH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../..", "../../x", "x/../../y", "x/..", "a\0b"})
  void aLinkThatCanLeaveItsFolderIsRefused(String target) {
    ContentEntry link = entry(ContentKind.SYMLINK).setPath("d/l").setTarget(target).build();

    assertThat(cluster.refuse(new PublishContent(link)).getCode()).isEqualTo(Codes.INVALID_PATH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "./x", "../x", "../other/x"})
  void aLinkInsideItsFolderIsTaken(String target) {
    cluster.accept(
        new PublishContent(entry(ContentKind.SYMLINK).setPath("d/l").setTarget(target).build()));

    assertThat(cluster.image().content().all()).hasSize(1);
  }

  @Test
  void whatStandsThereAlreadyIsNoChange() {
    cluster.accept(new PublishContent(Samples.file("web", "a", 3)));
    long revision = cluster.image().revision();

    cluster.accept(new PublishContent(Samples.file("web", "a", 3)));

    assertThat(cluster.image().revision()).isEqualTo(revision);
  }

  @Test
  void namesThatDifferInCaseOrUnicodeFormAreDifferentPaths() {
    cluster.accept(
        new PublishContent(Samples.file("web", "Read.me", 1)),
        new PublishContent(Samples.file("web", "read.me", 1)),
        new PublishContent(Samples.file("web", "\u00e9", 1)),
        new PublishContent(Samples.file("web", "e\u0301", 1)));

    assertThat(cluster.image().content().all()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "..", "-x", "a b"})
  void aFolderHasAName(String folder) {
    assertThat(cluster.refuse(new PublishContent(Samples.file(folder, "a", 1))).getCode())
        .isEqualTo(Codes.INVALID_PATH);
  }

  @Test
  void aPathHasABoundAndIsText() {
    assertThat(cluster.refuse(new RemoveContent("web", "x".repeat(4097))).getCode())
        .isEqualTo(Codes.VALUE_TOO_LARGE);
    assertThat(cluster.refuse(new RemoveContent("web", "x\ud83d")).getCode())
        .isEqualTo(Codes.NOT_UTF8);
  }

  @Test
  void whatAKindCannotHaveIsRefused() {
    ByteBuffer hash = ByteBuffer.allocate(32);
    for (ContentEntry entry :
        List.of(
            entry(ContentKind.FILE).build(),
            entry(ContentKind.FILE).setSha256(ByteBuffer.allocate(31)).build(),
            entry(ContentKind.FILE).setSha256(hash).setTarget("x").build(),
            entry(ContentKind.DIRECTORY).setSha256(hash).build(),
            entry(ContentKind.DIRECTORY).setSha256(ByteBuffer.allocate(5)).build(),
            entry(ContentKind.DIRECTORY).setTarget("x").build(),
            entry(ContentKind.SYMLINK).build(),
            entry(ContentKind.SYMLINK).setTarget("x").setSha256(hash).build(),
            entry(ContentKind.FILE).setSha256(hash).setSize(-1).build(),
            entry(ContentKind.FILE).setSha256(hash).setMode(-1).build(),
            entry(ContentKind.FILE).setSha256(hash).setMode(01000).build())) {
      assertThat(cluster.refuse(new PublishContent(entry)).getCode())
          .as("%s", entry)
          .isEqualTo(Codes.INVALID_REQUEST);
    }
  }

  private static ContentEntry.Builder entry(ContentKind kind) {
    return ContentEntry.newBuilder().setFolder("web").setPath("a").setKind(kind);
  }
}
