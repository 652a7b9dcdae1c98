package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox of which nothing runs, in a folder that takes no more files. */
class SandboxTest {
  @TempDir private Path temp;
  private Layout layout;

  @BeforeEach
  void fillTheDisk() throws Exception {
    SandboxOptions options =
        SandboxOptions.of(temp.resolve("sandbox")).withPorts(SandboxPorts.free());
    layout = new Layout(options.dir());
    layout.create();
    OptionsFile.write(layout, options);
    // What is written first has its place taken.
    Files.createDirectory(layout.dir().resolve("cluster.json.tmp"));
  }

  @Test
  void endsAllTheSame() {
    Sandbox.attach(layout.dir()).close();

    assertThat(layout.clusterFile()).doesNotExist();
  }

  @Test
  void saysThatItCannotNoteWhatWasStopped() {
    assertThatThrownBy(() -> Sandbox.down(layout.dir(), Progress.SILENT))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("cannot write " + layout.clusterFile())
        .hasMessageContaining("is the disk full");
  }
}
