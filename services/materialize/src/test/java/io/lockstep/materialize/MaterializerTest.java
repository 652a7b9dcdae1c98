package io.lockstep.materialize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.materialize.plan.Action;
import io.lockstep.materialize.plan.PlannedFile;
import io.lockstep.materialize.plan.WriteResult;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.StandardProfile;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaterializerTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH);

  @TempDir Path temp;
  private Path files;
  private Path manifest;
  private Materializer materializer;

  @BeforeEach
  void start() {
    files = temp.resolve("files");
    manifest = temp.resolve("data/manifest.json");
    restart();
  }

  private void restart() {
    restart(new TextProfile());
  }

  private void restart(Profile profile) {
    materializer = new Materializer(files, manifest, profile, "n1", new TestSecrets());
  }

  private WriteResult write(Images images) {
    return materializer.apply(materializer.plan(images.image()));
  }

  private List<Action> actions(Images images) {
    return materializer.plan(images.image()).files().stream().map(PlannedFile::action).toList();
  }

  @Test
  void planningChangesNothing() {
    materializer.plan(Images.empty().set("a", "shared", "1").image());

    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void createsReplacesKeepsAndRemoves() {
    Images images =
        Images.empty().set("a", "shared", "1").set("b", "shared", "1").set("d/c", "shared", "1");
    WriteResult first = write(images);
    images = images.set("b", "shared", "2").unset("d/c", "shared").set("e", "shared", "1");

    assertThat(first.written()).containsExactly("a", "b", "d/c");
    assertThat(actions(images))
        .containsExactly(Action.KEEP, Action.REPLACE, Action.REMOVE, Action.CREATE);
    WriteResult second = write(images);

    assertThat(second.written()).containsExactly("b", "e");
    assertThat(second.removed()).containsExactly("d/c");
    assertThat(second.revision()).isEqualTo(6);
    assertThat(files.resolve("b")).hasContent("2");
    assertThat(files.resolve("d/c")).doesNotExist();
    assertThat(materializer.manifest().files().values())
        .extracting(entry -> entry.path() + "@" + entry.revision())
        .containsExactly("a@3", "b@6", "e@6");
    assertThat(materializer.drifted()).isEmpty();
    assertThat(materializer.plan(images.image()).isEmpty()).isTrue();
  }

  @Test
  void doesNotTouchAFileThatIsRight() throws IOException {
    Images images = Images.empty().set("a", "shared", "1");
    write(images);
    Files.setLastModifiedTime(files.resolve("a"), LONG_AGO);
    Files.setLastModifiedTime(manifest, LONG_AGO);

    write(images.join("n2", null));

    assertThat(Files.getLastModifiedTime(files.resolve("a"))).isEqualTo(LONG_AGO);
    assertThat(Files.getLastModifiedTime(manifest)).isEqualTo(LONG_AGO);
    assertThat(materializer.manifest().revision()).isEqualTo(2);
  }

  @Test
  void rightsAMode() throws IOException {
    Images images = Images.empty().set("a", "shared", "1");
    write(images);
    Files.setPosixFilePermissions(files.resolve("a"), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(materializer.drifted()).containsExactly("a");
    assertThat(write(images).written()).containsExactly("a");
    assertThat(materializer.drifted()).isEmpty();
  }

  @Test
  void reportsAndRightsAnEditByHandAndKeepsACopyOfIt() throws IOException {
    Images images = Images.empty().set("d/a", "shared", "1");
    write(images);
    Files.writeString(files.resolve("d/a"), "mine");

    assertThat(materializer.drifted()).containsExactly("d/a");
    WriteResult result = write(images);

    assertThat(result.drifted()).containsExactly("d/a");
    assertThat(files.resolve("d/a")).hasContent("1");
    assertThat(result.copies().get("d/a"))
        .hasContent("mine")
        .hasParent(temp.resolve("data/replaced/d"));
    assertThat(materializer.drifted()).isEmpty();
  }

  @Test
  void writesAFileAgainThatSomebodyRemoved() throws IOException {
    Images images = Images.empty().set("a", "shared", "1");
    write(images);
    Files.delete(files.resolve("a"));

    assertThat(materializer.drifted()).containsExactly("a");
    assertThat(actions(images)).containsExactly(Action.CREATE);
    write(images);
    assertThat(files.resolve("a")).hasContent("1");
  }

  @Test
  void doesNotRemoveWhatSomebodyChanged() throws IOException {
    write(Images.empty().set("a", "shared", "1"));
    Files.writeString(files.resolve("a"), "mine");

    WriteResult result = write(Images.empty());

    assertThat(result.removed()).isEmpty();
    assertThat(result.drifted()).containsExactly("a");
    assertThat(files.resolve("a")).hasContent("mine");
    restart();
    assertThat(materializer.drifted()).containsExactly("a");

    Files.delete(files.resolve("a"));
    write(Images.empty());
    assertThat(materializer.drifted()).isEmpty();
  }

  @Test
  void doesNotRemoveWhatSomebodyChangesBetweenPlanAndApply() throws IOException {
    write(Images.empty().set("a", "shared", "1"));
    var plan = materializer.plan(ClusterImage.EMPTY);
    Files.writeString(files.resolve("a"), "mine");

    materializer.apply(plan);

    assertThat(files.resolve("a")).hasContent("mine");
    assertThat(materializer.drifted()).containsExactly("a");
  }

  @Test
  void keepsACopyOfTheFileOfAProductThatWasThereFirst() throws IOException {
    Files.createDirectory(files);
    Files.writeString(files.resolve("servers"), "old\thttps://old:444\n");
    restart(new StandardProfile());

    assertThat(write(Images.empty()).written()).doesNotContain("servers");
    WriteResult result = write(Images.empty().order("n1\thttps://n1:444\n"));

    assertThat(files.resolve("servers")).hasContent("n1\thttps://n1:444\n");
    assertThat(result.copies().get("servers")).hasContent("old\thttps://old:444\n");
  }

  @Test
  void takesAwayTheFilesOfAnotherProfile() {
    Images images = Images.empty().set("a", "shared", "1");
    write(images);
    restart(new StandardProfile());

    WriteResult result = write(images);

    assertThat(result.removed()).containsExactly("a");
    assertThat(materializer.manifest().profile()).isEqualTo("standard");
  }

  @Test
  void goesOnAfterARestart() {
    Images images = Images.empty().set("a", "shared", "1").set("b", "shared", "1");
    write(images);
    restart();

    assertThat(materializer.manifest().files()).containsOnlyKeys("a", "b");
    assertThat(actions(images.unset("a", "shared"))).containsExactly(Action.REMOVE, Action.KEEP);
  }

  @Test
  void recomputesFromTheDiskWhereTheManifestIsTornOrUnknown() throws IOException {
    Images images = Images.empty().set("a", "shared", "1").set("b", "shared", "1");
    write(images);
    String good = Files.readString(manifest);
    List<String> bad =
        List.of(
            good.substring(0, good.length() / 2),
            "",
            "\0\0\0\0",
            good.replace("\"format\" : 1", "\"format\" : 2"),
            good.replace("\"a\"", "\"../a\""),
            good.replace("\"0640\"", "640"),
            good + good,
            "[]");
    for (String content : bad) {
      Files.writeString(manifest, content);
      Files.setLastModifiedTime(files.resolve("a"), LONG_AGO);
      restart();

      assertThat(materializer.manifest().files()).as(content).isEmpty();
      WriteResult result = write(images.unset("b", "shared"));

      assertThat(result.written()).as(content).isEmpty();
      assertThat(files.resolve("b")).as("not known any more, so not removed").hasContent("1");
      assertThat(Files.getLastModifiedTime(files.resolve("a"))).isEqualTo(LONG_AGO);
      assertThat(manifest.resolveSibling("manifest.json.unreadable")).hasContent(content);
      restart();
      assertThat(materializer.manifest().files()).as(content).containsOnlyKeys("a");
    }
  }

  @Test
  void refusesAnOutputOutsideOfTheFolderBeforeItWritesAnything() {
    Images images = Images.empty().set("a", "shared", "1").set("../b", "shared", "1");

    assertThatThrownBy(() -> write(images))
        .isInstanceOf(MaterializeException.class)
        .hasMessageContaining("\"../b\"");
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void saysWhatAFileCannotHold() {
    Profile cannot =
        new Profile() {
          @Override
          public String name() {
            return "cannot";
          }

          @Override
          public List<io.lockstep.materialize.profile.Output> outputs(
              ClusterImage image,
              io.lockstep.materialize.profile.NodeView node,
              io.lockstep.materialize.profile.Secrets secrets) {
            throw new IllegalArgumentException("host \"n 1\" has a blank");
          }
        };
    restart(cannot);

    assertThatThrownBy(() -> materializer.plan(Images.empty().join("n1", null).image()))
        .isInstanceOf(MaterializeException.class)
        .hasMessageContaining("profile cannot cannot make the files of revision 1")
        .hasMessageContaining("n 1");
  }

  @Test
  void usesTheSiteThatTheImageKnowsTheNodeAt() {
    write(Images.empty().join("n1", "S").set("a", "shared", "1").set("a", "site:S", "2"));

    assertThat(files.resolve("a")).hasContent("2");
  }

  @Test
  void cleansTemporaryFilesOfAnEarlierRun() throws IOException {
    Files.createDirectories(files.resolve("d"));
    Files.writeString(files.resolve(".lockstep-tmp-1"), "half");
    Files.writeString(files.resolve("d/.lockstep-tmp-2"), "half");
    restart();

    write(Images.empty().set("d/a", "shared", "1"));

    assertThat(files.toFile().list()).containsExactly("d");
    assertThat(files.resolve("d").toFile().list()).containsExactly("a");
  }
}
