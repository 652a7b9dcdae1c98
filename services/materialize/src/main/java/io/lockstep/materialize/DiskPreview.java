package io.lockstep.materialize;

import io.lockstep.materialize.FilePreview.Seen;
import io.lockstep.materialize.file.Sha256;
import io.lockstep.materialize.plan.Action;
import io.lockstep.materialize.plan.Plan;
import io.lockstep.materialize.plan.PlannedFile;
import io.lockstep.materialize.plan.Planner;
import io.lockstep.materialize.plan.Present;
import io.lockstep.materialize.profile.HiddenSecrets;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.OutputContent.Edited;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.state.image.ClusterImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a change would make of the files that this node has: planned against its disk by the code
 * that writes them. What is shown has no secret: those of the cluster are masked where they stand,
 * and of a product's own file whatever is named like a password. Touches no file. Any thread.
 */
public final class DiskPreview {
  private static final String NOT_SHOWN =
      "(not shown: it was changed by hand, and may hold secrets)\n";

  private final Materializer materializer;
  private final Profile profile;
  private final String nodeId;
  private final Secrets secrets;

  /**
   * Previews of the node that a materializer writes for.
   *
   * @param secrets opens sealed values, to know what would be written
   */
  public DiskPreview(Materializer materializer, Profile profile, String nodeId, Secrets secrets) {
    this.materializer = materializer;
    this.profile = profile;
    this.nodeId = nodeId;
    this.secrets = secrets;
  }

  /**
   * What becomes of each file, ordered by path.
   *
   * @param now the image as it is
   * @param then the image as it would be
   * @throws io.lockstep.materialize.file.MaterializeException if a file cannot be read
   */
  public List<FilePreview> of(ClusterImage now, ClusterImage then) {
    Present disk = materializer.present();
    List<Output> wanted = profile.outputs(then, NodeView.of(then, nodeId), secrets);
    Plan plan = Planner.plan(then.revision(), profile, wanted, disk, materializer.manifest());
    Secrets hidden = new HiddenSecrets();
    Map<String, Output> made = outputs(now, secrets);
    Map<String, Output> before = outputs(now, hidden);
    Map<String, Output> after = outputs(then, hidden);
    return plan.files().stream().map(file -> preview(file, disk, made, before, after)).toList();
  }

  private Map<String, Output> outputs(ClusterImage image, Secrets opener) {
    Map<String, Output> outputs = new HashMap<>();
    profile
        .outputs(image, NodeView.of(image, nodeId), opener)
        .forEach(output -> outputs.put(output.path(), output));
    return outputs;
  }

  private FilePreview preview(
      PlannedFile file,
      Present disk,
      Map<String, Output> made,
      Map<String, Output> before,
      Map<String, Output> after) {
    String path = file.path();
    String there = null;
    String then = null;
    if (file.action() != Action.KEEP) { // else nothing is shown of it
      ShownFile shown = new ShownFile(before.get(path), after.get(path));
      there =
          disk.bytes(path)
              .map(
                  bytes ->
                      shown.isEdited()
                          ? shown.text(bytes)
                          : whole(bytes, made.get(path), before.get(path)))
              .orElse(null);
      then =
          file.wanted()
              .map(
                  output ->
                      shown.isEdited()
                          ? shown.text(output.bytes())
                          : DryRun.text(after.get(path).bytes()))
              .orElse(null);
    }
    return new FilePreview(nodeId, path, file.action(), there, then, Seen.DISK, file.problem());
  }

  /** A file that is written whole, as it stands: as it was made, or as a hand has left it. */
  private static String whole(byte[] bytes, Output made, Output hidden) {
    if (made == null || hidden == null || isNotWhole(made) || isNotWhole(hidden)) {
      return NOT_SHOWN; // nobody can say what of it is secret
    }
    String asMade = Sha256.of(made.bytes());
    if (Sha256.of(bytes).equals(asMade)) {
      return DryRun.text(hidden.bytes());
    }
    return asMade.equals(Sha256.of(hidden.bytes())) ? DryRun.text(bytes) : NOT_SHOWN;
  }

  private static boolean isNotWhole(Output output) {
    return output.problem() != null || output.content() instanceof Edited;
  }
}
