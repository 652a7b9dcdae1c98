package io.lockstep.node;

import io.lockstep.materialize.DiskPreview;
import io.lockstep.materialize.Materializer;
import io.lockstep.materialize.file.DiskSteps;
import io.lockstep.materialize.hook.PendingStore;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.node.hook.HookFollower;
import io.lockstep.node.hook.HookQueue;
import io.lockstep.node.hook.RoleGate;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.publish.ClusterAdopter;
import io.lockstep.node.publish.Publisher;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.snapshot.SnapshotStore;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.Submission;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What keeps the files of a node, and what follows when they change. Made here, started and closed
 * by who has it.
 *
 * @param preview what a change would make of the files
 * @param hooks what has to run after changes
 * @param follower tells the hooks of changes
 * @param publisher writes files and snapshots
 */
record NodeFiles(DiskPreview preview, HookQueue hooks, HookFollower follower, Publisher publisher) {

  /**
   * Of a node.
   *
   * @param submit sends commands to the primary
   */
  static NodeFiles of(
      NodeSettings settings,
      String self,
      Profile profile,
      NodeTrust trust,
      ReplayService replay,
      Liveness liveness,
      SnapshotStore snapshots,
      Warnings warnings,
      Function<Submission, CompletableFuture<Optional<Outcome>>> submit) {
    Materializer materializer =
        new Materializer(
            settings.filesDir(),
            settings.dataDir().resolve("manifest.json"),
            profile,
            self,
            trust::open);
    HookQueue hooks =
        new HookQueue(
            self,
            settings.filesDir(),
            new PendingStore(settings.dataDir().resolve("hooks.json"), new DiskSteps()),
            () -> replay.image().promotion().epoch());
    hooks.gate(
        new RoleGate(
            self,
            profile,
            replay::image,
            liveness,
            materializer.manifest().revision() == 0,
            hooks::isPendingFor));
    HookFollower follower = new HookFollower(self, profile, hooks);
    Publisher publisher =
        new Publisher(
            materializer,
            snapshots,
            settings.snapshotEvents(),
            settings.snapshotInterval(),
            () -> Instant.now().minusMillis(replay.staleMillis()),
            settings.driftSweep(),
            follower,
            new ClusterAdopter(
                self, replay::image, (clear, entity) -> trust.seal(clear, entity), submit),
            warnings);
    DiskPreview preview = new DiskPreview(materializer, profile, self, trust::open);
    return new NodeFiles(preview, hooks, follower, publisher);
  }
}
