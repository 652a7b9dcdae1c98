package io.lockstep.materialize;

import io.lockstep.materialize.file.AtomicWriter;
import io.lockstep.materialize.file.DiskSteps;
import io.lockstep.materialize.file.FileState;
import io.lockstep.materialize.file.FileSteps;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.materialize.manifest.Manifest;
import io.lockstep.materialize.manifest.ManifestStore;
import io.lockstep.materialize.plan.Applier;
import io.lockstep.materialize.plan.KeptCopies;
import io.lockstep.materialize.plan.Plan;
import io.lockstep.materialize.plan.PlannedFile;
import io.lockstep.materialize.plan.Planner;
import io.lockstep.materialize.plan.Present;
import io.lockstep.materialize.plan.WriteResult;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.state.image.ClusterImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node's managed files as the image wants them: {@link #plan} looks, {@link #apply} does.
 *
 * <p>Confined to one thread, and the only one that writes to its folder and its manifest; a second
 * process on the same folder would take its temporary files for left over ones. A file that is
 * already right is not touched. What somebody else wrote is never lost: before it is replaced it is
 * copied to the folder {@code replaced} beside the manifest.
 */
public final class Materializer {
  private static final Logger LOG = LoggerFactory.getLogger(Materializer.class);
  private static final String COPIES = "replaced";

  private final ManagedFolder folder;
  private final AtomicWriter writer;
  private final ManifestStore store;
  private final KeptCopies copies;
  private final Profile profile;
  private final String nodeId;
  private final Secrets secrets;
  private Manifest manifest;
  private Manifest saved;
  private boolean swept;

  /**
   * Reads the manifest, and removes temporary files that an earlier run left.
   *
   * @param filesDir the folder of managed files; made when the first is written
   * @param manifestFile where the manifest is, outside of that folder
   * @param profile what files there are
   * @param nodeId the node that they are for
   * @param secrets opens sealed values
   * @throws MaterializeException if the manifest or the folder cannot be read
   */
  public Materializer(
      Path filesDir, Path manifestFile, Profile profile, String nodeId, Secrets secrets) {
    this(filesDir, manifestFile, profile, nodeId, secrets, new DiskSteps());
  }

  /** As the other, with the steps that change the disk, for tests that let them fail. */
  public Materializer(
      Path filesDir,
      Path manifestFile,
      Profile profile,
      String nodeId,
      Secrets secrets,
      FileSteps steps) {
    this.folder = new ManagedFolder(filesDir);
    this.writer = new AtomicWriter(folder, steps);
    this.store = new ManifestStore(manifestFile, steps);
    this.copies = new KeptCopies(manifestFile.toAbsolutePath().resolveSibling(COPIES), steps);
    this.profile = profile;
    this.nodeId = nodeId;
    this.secrets = secrets;
    this.saved = store.load();
    this.manifest = saved;
    writer.cleanLeftovers(manifest.files().keySet());
    copies.cleanLeftovers(manifest.files().keySet());
  }

  /**
   * What would happen to each file if the image were written now. Reads the disk and changes
   * nothing.
   *
   * @throws MaterializeException if a file cannot be read, its path leaves the folder, or the image
   *     has something that a file cannot hold
   */
  public Plan plan(ClusterImage image) {
    return Planner.plan(image.revision(), profile, outputs(image), present(), manifest);
  }

  private Present present() {
    return new Present() {
      @Override
      public Optional<FileState> state(String path) {
        return folder.state(path);
      }

      @Override
      public Optional<byte[]> bytes(String path) {
        return state(path).filter(FileState::regular).map(there -> folder.read(path));
      }
    };
  }

  private List<Output> outputs(ClusterImage image) {
    try {
      return profile.outputs(image, NodeView.of(image, nodeId), secrets);
    } catch (IllegalArgumentException e) {
      throw new MaterializeException(
          folder.root().toString(),
          "profile %s cannot make the files of revision %d: %s"
              .formatted(profile.name(), image.revision(), e.getMessage()),
          "the files of revision " + manifest.revision() + " stay",
          e);
    }
  }

  /**
   * Carries a plan of this materializer out, then saves the manifest, unless nothing in it changed
   * but its revision: the manifest on disk may thus name an older revision with the same files.
   *
   * @throws MaterializeException if a step fails: each file is as before or as planned, none is
   *     between, and a new plan goes on from there
   */
  public WriteResult apply(Plan plan) {
    if (!swept) { // the earlier run may have been killed in a directory that no manifest names
      writer.cleanLeftovers(plan.files().stream().map(PlannedFile::path).toList());
      swept = true;
    }
    Applier applier = new Applier(folder, writer, copies, manifest, plan);
    try {
      WriteResult result = applier.apply();
      record(applier.manifest(true));
      if (!plan.isEmpty()) {
        LOG.info(
            "Wrote managed files revision={} written={} removed={} drifted={}",
            plan.revision(),
            result.written(),
            result.removed(),
            result.drifted());
      }
      return result;
    } catch (MaterializeException e) {
      manifest = applier.manifest(false); // saved with the next plan that succeeds
      throw e;
    }
  }

  private void record(Manifest next) {
    if (!next.sameFiles(saved)) {
      store.save(next);
      saved = next;
    }
    manifest = next;
  }

  /**
   * Paths of the managed files that are not as they were written, or gone. Reads each. After a kill
   * between files and manifest it may name files that are right, until the next plan is applied.
   *
   * @throws MaterializeException if a file is there and cannot be read
   */
  public List<String> drifted() {
    return manifest.files().values().stream()
        .filter(entry -> entry.differsFrom(folder.state(entry.path())))
        .map(entry -> entry.path())
        .toList();
  }

  /** What was written last. */
  public Manifest manifest() {
    return manifest;
  }
}
