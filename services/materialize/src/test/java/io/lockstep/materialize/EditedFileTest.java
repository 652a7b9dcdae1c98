package io.lockstep.materialize;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.plan.Adoptable;
import io.lockstep.materialize.plan.Plan;
import io.lockstep.materialize.plan.Treatment;
import io.lockstep.materialize.plan.WriteResult;
import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.materialize.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditedFileTest {
  private static final String THEIRS = "# theirs\nname=shop\nthreads=1\n\nport = 80\n";
  private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH);

  @TempDir Path temp;
  private Path file;
  private Path manifest;
  private Images images = Images.empty().set("conf.threads", "shared", "4");
  private Materializer materializer;

  @BeforeEach
  void start() throws IOException {
    file = temp.resolve("files").resolve(EditingProfile.FILE);
    manifest = temp.resolve("data/manifest.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, THEIRS);
    use(DriftPolicy.REPAIR);
  }

  private void use(DriftPolicy drift) {
    use(new EditingProfile(drift));
  }

  private void use(Profile profile) {
    materializer =
        new Materializer(temp.resolve("files"), manifest, profile, "n1", new TestSecrets());
  }

  private WriteResult write() {
    return materializer.write(images.image(), Treatment.USUAL);
  }

  private void edit(String from, String to) throws IOException {
    Files.writeString(file, Files.readString(file).replace(from, to));
  }

  @Test
  void changesItsValuesAndKeepsTheRestAndACopyOfWhatWasThereFirst() {
    WriteResult result = write();

    assertThat(file).hasContent(THEIRS.replace("threads=1", "threads=4"));
    assertThat(result.copies().get(EditingProfile.FILE)).hasContent(THEIRS);
    assertThat(materializer.drifted()).isEmpty();
  }

  @Test
  void aChangeElsewhereInTheFileIsNoDriftAndStays() throws IOException {
    write();
    edit("name=shop", "name=other");
    Files.setLastModifiedTime(file, LONG_AGO);

    assertThat(materializer.drifted()).isEmpty();
    WriteResult same = write();
    assertThat(same.written()).isEmpty();
    assertThat(same.drifted()).isEmpty();
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);

    images = images.set("conf.threads", "shared", "8");
    WriteResult next = write();
    assertThat(next.written()).containsExactly(EditingProfile.FILE);
    assertThat(next.copies()).isEmpty();
    assertThat(file).hasContent("# theirs\nname=other\nthreads=8\n\nport = 80\n");
  }

  @Test
  void aChangeOfAManagedValueIsDriftAndIsRepairedWithACopy() throws IOException {
    write();
    edit("threads=4", "threads=99");

    assertThat(materializer.drifted()).containsExactly(EditingProfile.FILE);
    WriteResult result = write();

    assertThat(result.drifted()).containsExactly(EditingProfile.FILE);
    assertThat(result.copies().get(EditingProfile.FILE)).content().contains("threads=99");
    assertThat(file).content().contains("threads=4");
    assertThat(materializer.drifted()).isEmpty();
  }

  @Test
  void anotherSpellingOfTheSameValueIsNoDrift() throws IOException {
    write();
    edit("threads=4", "threads=4  ");

    assertThat(materializer.drifted()).isEmpty();
    assertThat(write().written()).isEmpty();
  }

  @Test
  void knowsWhatDriftedWhileItWasAway() throws IOException {
    write();
    edit("threads=4", "threads=99");
    edit("name=shop", "name=other");
    use(DriftPolicy.REPAIR);
    images = images.set("conf.more", "shared", "1");

    WriteResult result = write();

    assertThat(result.drifted()).containsExactly(EditingProfile.FILE);
    assertThat(file).hasContent("# theirs\nname=other\nthreads=4\n\nport = 80\nmore=1\n");
  }

  @Test
  void onlyReportsUntilTheClusterWantsSomethingElseThere() throws IOException {
    use(DriftPolicy.REPORT);
    images = images.set("conf.more", "shared", "1");
    write();
    edit("threads=4", "threads=99");
    images = images.set("conf.more", "shared", "2");

    WriteResult result = write();

    assertThat(result.drifted()).containsExactly(EditingProfile.FILE);
    assertThat(file).content().contains("threads=99", "more=2");
    assertThat(materializer.drifted()).containsExactly(EditingProfile.FILE);
    assertThat(write().written()).isEmpty();

    images = images.set("conf.threads", "shared", "5");
    write();
    assertThat(file).content().contains("threads=5");
    assertThat(materializer.drifted()).isEmpty();
  }

  @Test
  void onlyReportsAFileThatSomebodyTookAway() throws IOException {
    use(DriftPolicy.REPORT);
    write();
    Files.delete(file);

    WriteResult result = write();

    assertThat(result.drifted()).containsExactly(EditingProfile.FILE);
    assertThat(file).doesNotExist();
  }

  @Test
  void offersAChangedValueForAdoptionAndRepairsWhatCannotBeAdopted() throws IOException {
    use(DriftPolicy.ADOPT);
    images = images.set("conf.fixed", "shared", "1");
    write();
    edit("threads=4", "threads=99");
    edit("fixed=1", "fixed=2");

    WriteResult result = write();

    assertThat(result.adoptable())
        .isEqualTo(
            Map.of(
                EditingProfile.FILE,
                List.of(new Adoptable("threads", "conf.threads", new FileValue.Text("99")))));
    assertThat(file).content().contains("threads=99", "fixed=1");

    images = images.set("conf.threads", "shared", "99");
    WriteResult adopted = write();
    assertThat(adopted.adoptable()).isEmpty();
    assertThat(adopted.drifted()).isEmpty();
    assertThat(materializer.drifted()).isEmpty();
  }

  @Test
  void repairsWhatWasNotAdoptedWhenTold() throws IOException {
    use(DriftPolicy.ADOPT);
    write();
    edit("threads=4", "threads=99");

    WriteResult result = materializer.write(images.image(), Treatment.REPAIR);

    assertThat(result.adoptable()).isEmpty();
    assertThat(result.copies().get(EditingProfile.FILE)).content().contains("threads=99");
    assertThat(file).content().contains("threads=4");
  }

  @Test
  void leavesAWholeFileThatIsOnlyReported() throws IOException {
    for (DriftPolicy policy : List.of(DriftPolicy.REPORT, DriftPolicy.ADOPT)) {
      use(policy);
      images = images.set("whole", "shared", "1 " + policy);
      write();
      Path whole = temp.resolve("files/whole");
      Files.writeString(whole, "mine");

      assertThat(write().drifted()).containsExactly("whole");
      assertThat(whole).hasContent("mine");

      images = images.set("whole", "shared", "2 " + policy);
      write();
      assertThat(whole).hasContent("2 " + policy);
    }
  }

  @Test
  void doesNotLoseAChangeBetweenPlanAndRename() throws IOException {
    write();
    images = images.set("conf.threads", "shared", "8");
    materializer.beforeChange(
        (paths, first, revision) -> {
          materializer.beforeChange((again, from, then) -> {});
          try {
            edit("name=shop", "name=other");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });

    Plan plan = materializer.plan(images.image());
    WriteResult stale = materializer.apply(plan);

    assertThat(stale.unsettled()).containsExactly(EditingProfile.FILE);
    assertThat(file).content().contains("name=other", "threads=4");
    assertThat(write().written()).containsExactly(EditingProfile.FILE);
    assertThat(file).content().contains("name=other", "threads=8");
  }

  @Test
  void plansAgainByItselfWhereAFileWasChangedMeanwhile() {
    int[] changes = {3};
    materializer.beforeChange(
        (paths, first, revision) -> {
          try {
            edit(
                "name=shop",
                changes[0]-- > 0 ? "name=shop" + changes[0] + "\nname=shop" : "name=shop");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });

    WriteResult result = write();

    assertThat(result.unsettled()).isEmpty();
    assertThat(file).content().contains("name=shop2", "name=shop1", "name=shop0", "threads=4");
  }

  @Test
  void leavesAFileThatDoesNotParseAndWritesTheOthers() throws IOException {
    images = images.set("whole", "shared", "1");
    Files.writeString(file, "threads=1\nwhat is this\n");

    WriteResult result = write();

    assertThat(result.written()).containsExactly("whole");
    assertThat(result.problems())
        .singleElement()
        .asString()
        .contains(EditingProfile.FILE, "line 2, column 1");
    assertThat(file).hasContent("threads=1\nwhat is this\n");

    Files.writeString(file, THEIRS);
    write();
    edit("name", "no ");
    edit("=shop", "");
    assertThat(materializer.look(false).malformed()).containsExactly(EditingProfile.FILE);
  }

  @Test
  void waitsForTheProductToMakeTheFile() throws IOException {
    use(new EditingProfile(DriftPolicy.REPAIR, false, 0600, List.of()));
    Files.delete(file);

    assertThat(write().problems()).singleElement().asString().contains("has not made it yet");
    assertThat(file).doesNotExist();

    Files.writeString(file, THEIRS);
    assertThat(write().problems()).isEmpty();
    assertThat(file).content().contains("threads=4");
  }

  @Test
  void leavesTheFileWithItsValuesWhenItIsNotWantedAnyMore() {
    write();
    images = images.unset("conf.threads", "shared");

    WriteResult result = write();

    assertThat(result.removed()).isEmpty();
    assertThat(file).content().contains("threads=4");
    assertThat(materializer.manifest().files()).isEmpty();
  }

  @Test
  void keepsTheModeThatTheFileHasUnlessOneIsAskedFor() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    write();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw-r--");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(materializer.drifted()).isEmpty();

    use(new EditingProfile(DriftPolicy.REPAIR, true, 0640, List.of()));
    write();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(materializer.drifted()).containsExactly(EditingProfile.FILE);
    assertThat(write().written()).containsExactly(EditingProfile.FILE);
  }

  @Test
  void keepsOwnerAndGroupOfTheFile() throws IOException {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root may");
    Files.setAttribute(file, "unix:uid", 12_345);
    Files.setAttribute(file, "unix:gid", 23_456);

    write();

    assertThat(file).content().contains("threads=4");
    assertThat(Files.readAttributes(file, "unix:uid,gid"))
        .isEqualTo(Map.of("uid", 12_345, "gid", 23_456));
  }

  @Test
  void doesNotFollowALinkAtThePath() throws IOException {
    Path real = Files.move(file, file.resolveSibling("real.conf"));
    Files.createSymbolicLink(file, Path.of("real.conf"));

    WriteResult result = write();

    assertThat(result.problems()).singleElement().asString().contains("a link");
    assertThat(Files.isSymbolicLink(file)).isTrue();
    assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(real).hasContent(THEIRS);
  }

  @Test
  void readsAManifestOfBeforeAndWritesOneThatItReads() throws IOException {
    images = images.set("whole", "shared", "1");
    write();
    var written = materializer.manifest();
    use(DriftPolicy.REPAIR);
    assertThat(materializer.manifest()).isEqualTo(written);
    assertThat(Files.readString(manifest)).contains("\"values\"", "\"threads\"");

    Files.writeString(
        manifest,
        "{\"format\":1,\"revision\":3,\"profile\":\"editing\",\"files\":[{\"path\":\"whole\","
            + "\"sha256\":\"%s\",\"mode\":\"0640\",\"revision\":2}]}"
                .formatted(written.file("whole").orElseThrow().sha256()));
    use(DriftPolicy.REPAIR);
    assertThat(materializer.manifest().files()).containsOnlyKeys("whole");
    assertThat(write().drifted()).isEmpty();
  }

  @Test
  void aQuickLookFindsWhatAnotherHandDid() throws IOException {
    write();
    assertThat(materializer.look(false).drifted()).isEmpty();
    edit("threads=4", "threads=99");

    assertThat(materializer.look(false).drifted()).containsExactly(EditingProfile.FILE);
  }
}
