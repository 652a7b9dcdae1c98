package io.lockstep.materialize.kill;

import io.lockstep.materialize.Materializer;
import io.lockstep.materialize.TestSecrets;
import io.lockstep.materialize.file.AtomicWriter;
import io.lockstep.materialize.file.DiskSteps;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.Sha256;
import io.lockstep.materialize.hook.CommandResult;
import io.lockstep.materialize.hook.HookPlan;
import io.lockstep.materialize.hook.PendingStore;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A process that writes other files again and again, each time with a hook behind it, until it is
 * killed. The hook notes the hash of the file that it follows.
 */
final class EndlessWriter {
  /** Beside the manifest: what has to run. */
  static final String HOOKS = "hooks.json";

  /** Beside the manifest: hash of the file that the hook followed last. */
  static final String FOLLOWED = "followed";

  private static final HookSpec HOOK =
      new HookSpec(
          "stamped",
          "follow",
          List.of(Stamped.SMALL),
          List.of("none"),
          HookSpec.TIMEOUT,
          Duration.ZERO,
          Optional.empty(),
          List.of());

  private EndlessWriter() {}

  /** Arguments: folder of managed files, manifest, seed, how often to write. */
  public static void main(String[] args) throws IOException {
    Path files = Path.of(args[0]);
    Path data = Path.of(args[1]).getParent();
    var materializer =
        new Materializer(
            files, Path.of(args[1]), new Stamped(Long.parseLong(args[2])), "n1", new TestSecrets());
    var store = new PendingStore(data.resolve(HOOKS), new DiskSteps());
    var hooks = new HookPlan(store.load(), 0);
    hooks.follow(List.of(HOOK));
    var notes = new AtomicWriter(new ManagedFolder(data), new DiskSteps());
    materializer.beforeChange(
        (paths, first, revision) -> {
          hooks.announce(paths, first, revision, 0);
          store.save(hooks.pending());
        });
    long times = Long.parseLong(args[3]);
    for (long time = 0; time < times; time++) {
      var written = materializer.apply(materializer.plan(ClusterImage.EMPTY)).written();
      hooks.changed(written, 0, 0);
      var run = hooks.next(1, (hook, revision) -> Optional.empty());
      if (run.isPresent()) {
        String hash = Sha256.of(Files.readAllBytes(files.resolve(Stamped.SMALL)));
        notes.write(FOLLOWED, hash.getBytes(StandardCharsets.US_ASCII), 0600);
        hooks.ended(run.get(), new CommandResult(0, Optional.empty(), ""), 1);
        store.save(hooks.pending());
      }
    }
  }
}
