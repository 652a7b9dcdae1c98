package io.lockstep.materialize;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.file.DiskSteps;
import io.lockstep.materialize.file.FileSteps;
import io.lockstep.materialize.plan.WriteResult;
import io.lockstep.materialize.profile.StandardProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that hold opened secrets, on a disk. */
class SecretFileTest {
  private static final String SECRET = "geheim";
  private static final Images CLEAR = Images.empty().set("a", "shared", "1");
  private static final Images SEALED = CLEAR.seal("password", "shared", SECRET);

  @TempDir Path temp;
  private final List<String> loose = new ArrayList<>();
  private Path file;

  /** Looks, after each step, whether anybody else could read the secret. */
  private final class Watched implements FileSteps {
    private final FileSteps steps = new DiskSteps();

    @Override
    public void createDirectory(Path directory) throws IOException {
      steps.createDirectory(directory);
      look("createDirectory");
    }

    @Override
    public void create(Path file, byte[] bytes, int mode) throws IOException {
      steps.create(file, bytes, mode);
      look("create");
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      steps.rename(from, to);
      look("rename");
    }

    @Override
    public void delete(Path file) throws IOException {
      steps.delete(file);
      look("delete");
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
      steps.syncDirectory(directory);
      look("syncDirectory");
    }

    private void look(String step) throws IOException {
      try (var paths = Files.walk(temp)) {
        for (Path path : paths.filter(Files::isRegularFile).toList()) {
          if (Files.readString(path).contains(SECRET) && !mode(path).equals("rw-------")) {
            loose.add(step + " " + path + " " + mode(path));
          }
        }
      }
    }
  }

  @BeforeEach
  void name() {
    file = temp.resolve("files/configuration.properties");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .permissions());
  }

  private Materializer materializer(int newest) {
    return new Materializer(
        temp.resolve("files"),
        temp.resolve("data/manifest.json"),
        new StandardProfile(),
        "n1",
        new TestSecrets(newest),
        new Watched());
  }

  private static WriteResult write(Materializer materializer, Images images) {
    return materializer.apply(materializer.plan(images.image()));
  }

  @Test
  void isForItsOwnerAsLongAsItHoldsASecretAndForAllBeforeAndAfter() throws IOException {
    Materializer materializer = materializer(1);

    write(materializer, CLEAR);
    assertThat(mode(file)).isEqualTo("rw-r--r--");

    write(materializer, SEALED);
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(file).content().contains("password=" + SECRET);

    write(materializer, SEALED.set("a", "shared", "2"));
    assertThat(mode(file)).isEqualTo("rw-------");

    write(materializer, SEALED.unset("password", "shared"));
    assertThat(mode(file)).isEqualTo("rw-r--r--");
    assertThat(file).content().doesNotContain(SECRET);
    assertThat(loose).isEmpty();
  }

  @Test
  void isNeverThereWithALooserModeThoughTheFileOfBeforeHadOne() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "password=" + SECRET + " of the product that was here first");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    write(materializer(1), SEALED);

    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(loose).isEmpty();
  }

  @Test
  void isTightenedAgainWhenSomebodyLoosensIt() throws IOException {
    Materializer materializer = materializer(1);
    write(materializer, SEALED);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(materializer.drifted()).containsExactly("configuration.properties");
    write(materializer, SEALED);

    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void staysAsItIsWhileItsSecretCannotBeOpenedAndTheOthersAreWritten() {
    Materializer materializer = materializer(1);
    write(materializer, SEALED);
    Images next =
        SEALED
            .set("a", "shared", "2")
            .seal("password", "shared", "later", 2)
            .order("n1\thttps://n1:444\n");

    WriteResult result = write(materializer, next);

    assertThat(result.written()).containsExactly("servers");
    assertThat(result.problems())
        .containsExactly(
            "configuration.properties stays as it is: the secret of configuration/password cannot"
                + " be opened: version 2 of the cluster secret is not known");
    assertThat(file).content().contains("a=1", "password=" + SECRET);
    assertThat(materializer.drifted()).isEmpty();
    assertThat(materializer.manifest().files()).containsKey("configuration.properties");

    WriteResult later = write(materializer(2), next);
    assertThat(later.problems()).isEmpty();
    assertThat(file).content().contains("a=2", "password=later");
  }

  @Test
  void isNotMadeWhileItsSecretCannotBeOpened() {
    WriteResult result = write(materializer(0), SEALED);

    assertThat(result.problems()).hasSize(1);
    assertThat(file).doesNotExist();
  }
}
