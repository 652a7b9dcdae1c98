package io.lockstep.materialize.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootMarkTest {
  @TempDir private Path folder;
  private Path root;
  private Path disk;

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    disk = folder.resolve("disk");
  }

  private RootMark loaded() throws IOException {
    return RootMark.load(folder.resolve("mark"));
  }

  private boolean isAnother() throws IOException {
    return loaded().isAnother(RootMark.of(root));
  }

  @Test
  void knowsTheDirectoryAgainAfterARestart() throws IOException {
    assertThat(isAnother()).isFalse();
    loaded().note(RootMark.of(root));

    Files.writeString(root.resolve("new"), "file");

    assertThat(isAnother()).isFalse();
  }

  @Test
  void seesThatItIsGoneOrAnotherUntilThatIsNoted() throws IOException {
    loaded().note(RootMark.of(root));
    Files.move(root, disk);

    assertThat(isAnother()).isTrue();
    Files.createDirectory(root);
    assertThat(isAnother()).isTrue();

    loaded().note(RootMark.of(root));
    assertThat(isAnother()).isFalse();
  }

  @Test
  void knowsADiskThatComesBack() throws IOException {
    loaded().note(RootMark.of(root));
    Files.move(root, disk);
    Files.createDirectory(root);

    Files.delete(root);
    Files.move(disk, root);

    assertThat(isAnother()).isFalse();
  }
}
