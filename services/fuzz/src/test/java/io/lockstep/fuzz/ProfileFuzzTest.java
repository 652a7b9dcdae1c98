package io.lockstep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.materialize.content.Selection;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.definition.ProfileProblem;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.yaml.ProfileReader;
import io.lockstep.materialize.profile.yaml.ReadProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Profiles, which administrators write and nodes run. */
class ProfileFuzzTest {
  private final ProfileReader reader = new ProfileReader();

  @DictionaryEntries({
    "parameters:\\x0A",
    "outputs:\\x0A",
    "content:\\x0A",
    "hooks:\\x0A",
    "checks:\\x0A",
    "roles:\\x0A",
    "- file: ",
    "- folder: ",
    "include: [",
    "exclude: [",
    "validate: {",
    "format: toml\\x0A",
    "template: ",
    "pattern: ",
    "default: ",
    "type: ",
    "run: [",
    "after: [",
    "[=",
    "[#if ",
    "&a ",
    "*a",
    "<<: "
  })
  @FuzzTest
  void readsOrSaysAllThatIsWrong(byte[] input) {
    String yaml = new String(input, StandardCharsets.UTF_8);

    ReadProfile read = reader.read(yaml);

    int lines = (int) yaml.lines().count() + 1;
    assertThat(read.definition().isPresent()).isEqualTo(read.problems().isEmpty());
    for (ProfileProblem problem : read.problems()) {
      assertThat(problem.line()).isBetween(1, lines);
      assertThat(problem.toString().length()).isLessThan(64 * 1024);
    }
    read.definition().ifPresent(ProfileFuzzTest::canBeUsed);
    assertThat(reader.read(yaml).problems()).isEqualTo(read.problems());
  }

  /** What the reader takes, the nodes have to live with. */
  private static void canBeUsed(ProfileDefinition profile) {
    for (FolderSpec folder : profile.folders()) {
      new Selection(folder.include(), folder.exclude()).takes("a/b.c");
      folder.validate().keySet().forEach(glob -> new Selection(List.of(glob), List.of()));
    }
  }
}
