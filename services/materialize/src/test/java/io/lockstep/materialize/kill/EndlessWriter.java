package io.lockstep.materialize.kill;

import io.lockstep.materialize.Materializer;
import io.lockstep.materialize.TestSecrets;
import io.lockstep.state.image.ClusterImage;
import java.nio.file.Path;

/** A process that writes other files again and again until it is killed. */
final class EndlessWriter {
  private EndlessWriter() {}

  /** Arguments: folder of managed files, manifest, seed. */
  public static void main(String[] args) {
    var materializer =
        new Materializer(
            Path.of(args[0]),
            Path.of(args[1]),
            new Stamped(Long.parseLong(args[2])),
            "n1",
            new TestSecrets());
    while (true) {
      materializer.apply(materializer.plan(ClusterImage.EMPTY));
    }
  }
}
