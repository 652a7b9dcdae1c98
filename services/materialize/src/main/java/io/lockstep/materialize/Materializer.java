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
import io.lockstep.materialize.plan.BeforeChange;
import io.lockstep.materialize.plan.Checks;
import io.lockstep.materialize.plan.KeptCopies;
import io.lockstep.materialize.plan.Plan;
import io.lockstep.materialize.plan.PlannedFile;
import io.lockstep.materialize.plan.Planner;
import io.lockstep.materialize.plan.Present;
import io.lockstep.materialize.plan.Sweep;
import io.lockstep.materialize.plan.Treatment;
import io.lockstep.materialize.plan.WriteResult;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.OutputContent.Edited;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.state.image.ClusterImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Plans in a row for files that others change all the time. */
  private static final int TRIES = 5;

  private final ManagedFolder folder;
  private final AtomicWriter writer;
  private final ManifestStore store;
  private final KeptCopies copies;
  private final Profile profile;
  private final String nodeId;
  private final Secrets secrets;
  private final Checks checks;
  private final Sweep sweep;
  private Map<String, Edited> edited = Map.of();
  private BeforeChange listener = BeforeChange.NOBODY;
  private volatile Manifest manifest; // a dry run looks at it from its own thread
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
    this.checks = new Checks(folder.root(), System::nanoTime);
    this.sweep = new Sweep(folder);
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
    return plan(image, Treatment.USUAL);
  }

  /** As the other, with what becomes of files that somebody changed. */
  public Plan plan(ClusterImage image, Treatment treatment) {
    List<Output> outputs = outputs(image);
    Map<String, Edited> next = new HashMap<>();
    for (Output output : outputs) {
      if (output.content() instanceof Edited content) {
        next.put(output.path(), content);
      }
    }
    edited = next;
    return Planner.plan(image.revision(), profile, outputs, present(), manifest, treatment);
  }

  /** Sets who is told before files change. */
  public void beforeChange(BeforeChange next) {
    listener = next;
  }

  /**
   * Plans and applies, again where somebody changed a file meanwhile, so that what he did is not
   * lost.
   *
   * @throws MaterializeException as {@link #plan} and {@link #apply} do
   */
  public WriteResult write(ClusterImage image, Treatment treatment) {
    WriteResult result = apply(plan(image, treatment));
    for (int i = 1; i < TRIES && !result.unsettled().isEmpty(); i++) {
      result = result.and(apply(plan(image, treatment)));
    }
    return result;
  }

  /** What there is now; any thread. */
  Present present() {
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
    Applier applier = new Applier(folder, writer, copies, checks, listener, manifest, plan);
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
    return look(true).drifted();
  }

  /**
   * Looks for files that were changed by others. Of a file that somebody else owns the values count
   * that the newest plan manages; before there is one, it counts as unchanged.
   *
   * @param full whether each file is read; else those whose marks on disk are others than before
   * @throws MaterializeException if a file is there and cannot be read
   */
  public Sweep.Found look(boolean full) {
    return sweep.look(manifest, edited, full);
  }

  /** The folder of managed files. */
  public ManagedFolder folder() {
    return folder;
  }

  /** What was written last. Any thread. */
  public Manifest manifest() {
    return manifest;
  }
}
