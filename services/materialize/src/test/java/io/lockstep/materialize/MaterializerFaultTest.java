package io.lockstep.materialize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lockstep.materialize.file.FaultySteps;
import io.lockstep.materialize.file.MaterializeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets every single step fail in turn, as a device does that fills up. */
class MaterializerFaultTest {
  private static final Images BEFORE =
      Images.empty().set("a", "shared", "1").set("d/b", "shared", "1").set("c", "shared", "1");
  private static final Images AFTER =
      BEFORE
          .set("a", "shared", "2")
          .set("d/b", "shared", "2")
          .unset("c", "shared")
          .set("d/e/f", "shared", "2");

  @TempDir Path temp;

  @Test
  void isOldOrNewAfterAnyStepFailedOnceAndRightAfterTheNextPlan() throws IOException {
    int steps = failEachStep(FaultySteps::once);

    assertThat(steps).isGreaterThan(15);
  }

  @Test
  void isOldOrNewWhileTheDeviceIsFullAndRightOnceItIsNot() throws IOException {
    int steps = failEachStep(FaultySteps::from);

    assertThat(steps).isGreaterThan(10);
  }

  private int failEachStep(IntFunction<FaultySteps> failing) throws IOException {
    for (int n = 1; ; n++) {
      Path dir = Files.createDirectory(temp.resolve("step" + n));
      Path files = dir.resolve("files");
      Path manifest = dir.resolve("data/manifest.json");
      var healthy = new Materializer(files, manifest, new TextProfile(), "n1", new TestSecrets());
      healthy.apply(healthy.plan(BEFORE.image()));
      Files.writeString(files.resolve("a"), "mine");
      FaultySteps steps = failing.apply(n);
      var faulty =
          new Materializer(files, manifest, new TextProfile(), "n1", new TestSecrets(), steps);

      boolean thrown = false;
      try {
        faulty.apply(faulty.plan(AFTER.image()));
      } catch (MaterializeException e) {
        thrown = true;
      }
      if (!steps.failed()) {
        assertThat(thrown).isFalse();
        return n - 1;
      }
      requireOldOrNew(n, files);
      steps.heal();

      assertThatCode(() -> faulty.apply(faulty.plan(AFTER.image()))).doesNotThrowAnyException();
      requireNew(n, dir, files);
      assertThat(faulty.drifted()).as("step %d", n).isEmpty();
      var restarted = new Materializer(files, manifest, new TextProfile(), "n1", new TestSecrets());
      assertThat(restarted.manifest().files())
          .as("step %d", n)
          .containsOnlyKeys("a", "d/b", "d/e/f");
      assertThat(restarted.drifted()).as("step %d", n).isEmpty();
      assertThat(restarted.plan(AFTER.image()).isEmpty()).isTrue();
    }
  }

  private static void requireOldOrNew(int n, Path files) throws IOException {
    var seen = texts(files);
    assertThat(seen.get("a")).as("step %d", n).isIn("mine", "2");
    assertThat(seen.get("d/b")).as("step %d", n).isIn("1", "2");
    assertThat(seen.get("c")).as("step %d", n).isIn("1", null);
    assertThat(seen.get("d/e/f")).as("step %d", n).isIn(null, "2");
  }

  private static void requireNew(int n, Path dir, Path files) throws IOException {
    var seen = texts(files);
    seen.keySet().removeIf(path -> path.contains(".lockstep-tmp-")); // where deleting one failed
    assertThat(seen).as("step %d", n).hasSize(3).containsEntry("a", "2").containsEntry("d/b", "2");
    assertThat(texts(dir.resolve("data/replaced")).values()).as("step %d", n).contains("mine");
  }

  private static TreeMap<String, String> texts(Path folder) throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        texts.put(folder.relativize(path).toString(), Files.readString(path));
      }
    }
    return texts;
  }
}
