package io.lockstep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.materialize.content.Selection;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.materialize.profile.spec.Glob;
import io.lockstep.state.image.ContentRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Paths of managed content, targets of its links, and globs that choose among them. */
class PathsFuzzTest {
  private static final Path ROOT = Path.of("/managed/folder");

  /** A path, a line end, a target or a glob. */
  @DictionaryEntries({
    "../",
    "/..",
    "/./",
    "//",
    "..\\\\",
    ".lockstep-tmp-",
    "**/",
    "{a,b}",
    "[!a-c]",
    "\\x00",
    "\\xE2\\x80\\xAE"
  })
  @FuzzTest
  void staysInTheFolder(byte[] input) {
    String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 2);
    String path = lines[0];
    String other = lines.length > 1 ? lines[1] : "";
    boolean good = ContentRules.pathProblem(path).isEmpty();
    if (good) {
      assertThat(ROOT.resolve(path).normalize()).isNotEqualTo(ROOT).startsWithRaw(ROOT);
      assertThat(ROOT.resolve(path)).isEqualTo(ROOT.resolve(path).normalize());
      ManagedFolder.requirePath(path); // what the cluster takes, a disk takes as well
    }
    if (good && ContentRules.targetProblem(path, other).isEmpty()) {
      Path link = ROOT.resolve(path);
      assertThat(link.resolveSibling(other).normalize()).startsWithRaw(ROOT);
    }
    managed(path);
    globs(other, path);
  }

  private static void managed(String path) {
    try {
      ManagedFolder.requirePath(path);
    } catch (MaterializeException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    assertThat(ROOT.resolve(path).normalize()).isNotEqualTo(ROOT).startsWithRaw(ROOT);
  }

  private static void globs(String glob, String path) {
    new Glob(glob).matches(path);
    Selection selection;
    try {
      selection = new Selection(List.of(glob), List.of());
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).contains("glob");
      return;
    }
    selection.takes(path);
  }
}
