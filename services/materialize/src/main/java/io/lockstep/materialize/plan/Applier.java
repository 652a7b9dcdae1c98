package io.lockstep.materialize.plan;

import io.lockstep.materialize.file.AtomicWriter;
import io.lockstep.materialize.file.FileState;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.materialize.file.StagedFile;
import io.lockstep.materialize.manifest.Manifest;
import io.lockstep.materialize.manifest.ManifestEntry;
import io.lockstep.materialize.profile.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one plan out: keeps copies of bytes that are not ours, brings all new files to the
 * device, only then renames them, then removes. A device that fills up is so noticed before any
 * file has changed. Used once, by one thread.
 */
public final class Applier {
  private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

  private final ManagedFolder folder;
  private final AtomicWriter writer;
  private final KeptCopies copies;
  private final Manifest before;
  private final Plan plan;
  private final Map<String, ManifestEntry> entries;
  private final Map<String, Path> kept = new HashMap<>();
  private final List<String> written = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();

  /** An application of a plan to a folder, with the manifest that the plan was made with. */
  public Applier(
      ManagedFolder folder, AtomicWriter writer, KeptCopies copies, Manifest before, Plan plan) {
    this.folder = folder;
    this.writer = writer;
    this.copies = copies;
    this.before = before;
    this.plan = plan;
    this.entries = new TreeMap<>(before.files());
  }

  /**
   * Does it. The manifest is not saved.
   *
   * @throws MaterializeException if a step fails; {@link #manifest()} has what was done until then
   */
  public WriteResult apply() {
    write();
    plan.files().stream().filter(file -> file.action() == Action.REMOVE).forEach(this::remove);
    entries.keySet().retainAll(plan.files().stream().map(PlannedFile::path).toList());
    entries.keySet().removeAll(removed);
    return new WriteResult(
        plan.revision(), written, removed, plan.drifted(), plan.problems(), kept);
  }

  /** What is on disk so far, at the plan's revision if all of it is. */
  public Manifest manifest(boolean complete) {
    return complete
        ? Manifest.of(plan.revision(), plan.profile(), entries.values())
        : Manifest.of(before.revision(), before.profile(), entries.values());
  }

  private void write() {
    List<StagedFile> staged = new ArrayList<>();
    try {
      for (PlannedFile file : plan.files()) {
        if (file.action() == Action.REPLACE) {
          keepForeign(file.path());
        }
        if (file.action() == Action.CREATE || file.action() == Action.REPLACE) {
          Output output = file.wanted().orElseThrow();
          staged.add(writer.stage(output.path(), output.bytes(), output.mode()));
        }
      }
    } catch (MaterializeException e) {
      writer.discard(staged, e);
      throw e;
    }
    try {
      writer.commit(staged);
    } catch (MaterializeException e) {
      plan.files().stream().filter(this::isInPlace).forEach(this::record);
      throw e;
    }
    staged.forEach(file -> written.add(file.path()));
    plan.files().forEach(this::record);
  }

  private boolean isInPlace(PlannedFile file) {
    return file.wanted().isPresent()
        && folder
            .state(file.path())
            .filter(there -> there.is(file.after(), file.wanted().get().mode()))
            .isPresent();
  }

  private void record(PlannedFile file) {
    if (file.wanted().isPresent()) {
      Output output = file.wanted().get();
      ManifestEntry there = entries.get(output.path());
      boolean same =
          there != null && there.sha256().equals(file.after()) && there.mode() == output.mode();
      long revision = same ? there.revision() : plan.revision();
      entries.put(
          output.path(), new ManifestEntry(output.path(), file.after(), output.mode(), revision));
    }
  }

  private void keepForeign(String path) {
    Optional<FileState> present = folder.state(path);
    if (present.isEmpty()) {
      return;
    }
    if (!present.get().regular()) {
      LOG.warn("Replacing what is not a regular file file={}", path);
      return;
    }
    boolean ours =
        before
            .file(path)
            .filter(entry -> entry.sha256().equals(present.get().sha256()))
            .isPresent();
    if (!ours) {
      Path copy = copies.keep(path, folder.read(path));
      kept.put(path, copy);
      LOG.warn("Replacing a file that was changed by others file={} copy={}", path, copy);
    }
  }

  private void remove(PlannedFile file) {
    Optional<FileState> there = folder.state(file.path());
    if (there.isEmpty() || there.get().regular() && there.get().sha256().equals(file.before())) {
      writer.remove(file.path());
      removed.add(file.path());
    } // else it was changed since the plan was made; it stays in the manifest, as drifted
  }
}
