package io.lockstep.materialize.plan;

import io.lockstep.materialize.file.FileState;
import io.lockstep.materialize.file.Sha256;
import io.lockstep.materialize.manifest.Manifest;
import io.lockstep.materialize.manifest.ManifestEntry;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares what there shall be with what there is. The same code plans for the disk and for a dry
 * run. Changes nothing.
 */
public final class Planner {
  private Planner() {}

  /**
   * The way from what is present to the outputs.
   *
   * @param revision the revision of the image that the outputs were made from
   * @param profile what made them
   * @param outputs each path once
   * @param present what there is now
   * @param manifest what was written last
   * @throws IllegalStateException if the profile made a path twice
   */
  public static Plan plan(
      long revision,
      Profile profile,
      Iterable<Output> outputs,
      Present present,
      Manifest manifest) {
    Map<String, PlannedFile> files = new TreeMap<>();
    for (Output output : outputs) {
      Optional<FileState> there = present.state(output.path());
      Output made = output.on(() -> present.bytes(output.path()), there.map(FileState::mode));
      PlannedFile file = wanted(made, there, manifest.file(output.path()));
      if (files.put(output.path(), file) != null) {
        throw new IllegalStateException(
            "profile %s makes the file %s twice".formatted(profile.name(), output.path()));
      }
    }
    for (ManifestEntry entry : manifest.files().values()) {
      if (!files.containsKey(entry.path())) {
        present
            .state(entry.path())
            .ifPresent(there -> files.put(entry.path(), unwanted(entry, there)));
      }
    }
    return new Plan(revision, profile.name(), files.values().stream().toList());
  }

  private static PlannedFile wanted(
      Output output, Optional<FileState> present, Optional<ManifestEntry> written) {
    boolean drifted = written.filter(entry -> entry.differsFrom(present)).isPresent();
    String before = present.map(FileState::sha256).orElse(null);
    if (output.problem() != null) {
      return new PlannedFile(
          output.path(), Action.KEEP, before, before, Optional.empty(), drifted, output.problem());
    }
    String after = Sha256.of(output.bytes());
    Action action;
    if (present.isEmpty()) {
      action = Action.CREATE;
    } else {
      action = present.get().is(after, output.mode()) ? Action.KEEP : Action.REPLACE;
    }
    return new PlannedFile(
        output.path(), action, before, after, Optional.of(output), drifted, null);
  }

  private static PlannedFile unwanted(ManifestEntry written, FileState present) {
    boolean drifted = written.differsFrom(Optional.of(present));
    return new PlannedFile(
        written.path(),
        drifted ? Action.KEEP : Action.REMOVE,
        present.sha256(),
        drifted ? present.sha256() : null,
        Optional.empty(),
        drifted,
        null);
  }
}
