package io.lockstep.materialize.plan;

import io.lockstep.materialize.file.AtomicWriter;
import io.lockstep.materialize.file.FileState;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.MaterializeException;
import io.lockstep.materialize.file.StagedFile;
import io.lockstep.materialize.manifest.Manifest;
import io.lockstep.materialize.manifest.ManifestEntry;
import io.lockstep.materialize.profile.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one plan out: keeps copies of bytes that are not ours, brings all new files to the
 * device, lets their commands check them, only then renames them, then removes. A device that fills
 * up is so noticed before any file has changed. A file that somebody changed since the plan was
 * made stays as it is. Used once, by one thread.
 */
public final class Applier {
  private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

  private final ManagedFolder folder;
  private final AtomicWriter writer;
  private final KeptCopies copies;
  private final Checks checks;
  private final BeforeChange listener;
  private final Manifest before;
  private final Plan plan;
  private final Map<String, PlannedFile> planned;
  private final Map<String, ManifestEntry> entries;
  private final Map<String, Path> kept = new HashMap<>();
  private final Map<String, String> refused = new TreeMap<>();
  private final List<String> written = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final TreeSet<String> unsettled = new TreeSet<>();

  /**
   * An application of a plan to a folder, with the manifest that the plan was made with.
   *
   * @param listener told before the first file changes
   */
  public Applier(
      ManagedFolder folder,
      AtomicWriter writer,
      KeptCopies copies,
      Checks checks,
      BeforeChange listener,
      Manifest before,
      Plan plan) {
    this.folder = folder;
    this.writer = writer;
    this.copies = copies;
    this.checks = checks;
    this.listener = listener;
    this.before = before;
    this.plan = plan;
    this.planned =
        plan.files().stream().collect(Collectors.toMap(PlannedFile::path, Function.identity()));
    this.entries = new TreeMap<>(before.files());
  }

  /**
   * Does it. The manifest is not saved.
   *
   * @throws MaterializeException if a step fails; {@link #manifest} has what was done until then
   */
  public WriteResult apply() {
    List<PlannedFile> unwanted =
        plan.files().stream().filter(file -> file.action() == Action.REMOVE).toList();
    write(unwanted);
    unwanted.forEach(this::remove);
    entries.keySet().retainAll(plan.files().stream().map(PlannedFile::path).toList());
    entries.keySet().removeAll(removed);
    List<String> problems = new ArrayList<>(plan.problems());
    refused.forEach((path, problem) -> problems.add(Plan.held(path, problem)));
    return new WriteResult(
        plan.revision(),
        written,
        removed,
        plan.drifted(),
        problems,
        kept,
        List.copyOf(unsettled),
        plan.adoptable());
  }

  /** What is on disk so far, at the plan's revision if all of it is. */
  public Manifest manifest(boolean complete) {
    return complete
        ? Manifest.of(plan.revision(), plan.profile(), entries.values())
        : Manifest.of(before.revision(), before.profile(), entries.values());
  }

  private void write(List<PlannedFile> unwanted) {
    List<StagedFile> staged = new ArrayList<>();
    try {
      for (PlannedFile file : plan.files()) {
        if (file.action() == Action.CREATE || file.action() == Action.REPLACE) {
          stage(file).ifPresent(staged::add);
        }
      }
      announce(staged, unwanted);
    } catch (RuntimeException e) {
      writer.discard(staged, e);
      throw e;
    }
    try {
      writer.commit(staged, this::isAsPlanned).forEach(file -> written.add(file.path()));
    } catch (MaterializeException e) {
      plan.files().stream().filter(this::isInPlace).forEach(this::record);
      throw e;
    }
    plan.files().stream()
        .filter(file -> !refused.containsKey(file.path()) && !unsettled.contains(file.path()))
        .forEach(this::record);
  }

  private Optional<StagedFile> stage(PlannedFile file) {
    Output output = file.wanted().orElseThrow();
    if (!output.check().isEmpty()) {
      Optional<String> problem = checks.known(file.path(), file.after(), plan.revision());
      if (problem.isPresent()) {
        refused.put(file.path(), problem.get());
        return Optional.empty();
      }
    }
    if (file.action() == Action.REPLACE) {
      keepForeign(file);
    }
    StagedFile staged =
        writer.stage(output.path(), output.bytes(), output.mode(), Checks.extension(output));
    if (!output.check().isEmpty()) {
      Optional<String> problem =
          checks.problem(output, staged.temporary(), file.after(), plan.revision());
      if (problem.isPresent()) {
        refused.put(file.path(), problem.get());
        writer.discard(List.of(staged), null);
        return Optional.empty();
      }
    }
    return Optional.of(staged);
  }

  private void announce(List<StagedFile> staged, List<PlannedFile> unwanted) {
    TreeSet<String> paths = new TreeSet<>();
    staged.forEach(file -> paths.add(file.path()));
    unwanted.forEach(file -> paths.add(file.path()));
    if (!paths.isEmpty()) {
      listener.announce(paths, Math.min(before.revision() + 1, plan.revision()), plan.revision());
    }
  }

  /** Whether what stands there is what the plan was made for; asked right before the rename. */
  private boolean isAsPlanned(StagedFile file) {
    String there = folder.state(file.path()).map(FileState::sha256).orElse(null);
    String then = planned.get(file.path()).before();
    if (then == null ? there == null : then.equals(there)) {
      return true;
    }
    unsettled.add(file.path());
    return false;
  }

  private boolean isInPlace(PlannedFile file) {
    return file.wanted().isPresent()
        && folder
            .state(file.path())
            .filter(there -> there.is(file.after(), file.wanted().get().mode()))
            .isPresent();
  }

  private void record(PlannedFile file) {
    file.entry()
        .ifPresent(
            entry -> {
              ManifestEntry there = entries.get(file.path());
              boolean same = there != null && there.sameAs(entry);
              entries.put(file.path(), same ? there : entry);
            });
  }

  private void keepForeign(PlannedFile file) {
    Optional<FileState> present = folder.state(file.path());
    if (present.isEmpty()) {
      return;
    }
    if (!present.get().regular()) {
      LOG.warn(
          "Replacing what is not a regular file file={} link={}", file.path(), link(file.path()));
    } else if (file.foreign()) {
      Path copy = copies.keep(file.path(), folder.read(file.path()));
      kept.put(file.path(), copy);
      LOG.warn("Replacing a file that was changed by others file={} copy={}", file.path(), copy);
    }
  }

  /** Where the link there leads, which is lost with it; null where it is none. */
  private Path link(String path) {
    try {
      return Files.readSymbolicLink(folder.resolve(path));
    } catch (IOException | UnsupportedOperationException e) {
      return null;
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
