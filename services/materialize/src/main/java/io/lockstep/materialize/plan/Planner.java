package io.lockstep.materialize.plan;

import io.lockstep.materialize.file.FileState;
import io.lockstep.materialize.manifest.Manifest;
import io.lockstep.materialize.manifest.ManifestEntry;
import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.OutputContent;
import io.lockstep.materialize.profile.Profile;
import java.util.List;
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
    return plan(revision, profile, outputs, present, manifest, Treatment.USUAL);
  }

  /** As the other, with what becomes of files that somebody changed. */
  public static Plan plan(
      long revision,
      Profile profile,
      Iterable<Output> outputs,
      Present present,
      Manifest manifest,
      Treatment treatment) {
    Map<String, PlannedFile> files = new TreeMap<>();
    for (Output output : outputs) {
      Optional<ManifestEntry> written = manifest.file(output.path());
      DriftPolicy policy = treatment.of(output);
      PlannedFile file =
          output.content() instanceof OutputContent.Edited
              ? EditedPlan.of(revision, output, policy, present, written)
              : WholePlan.of(revision, output, policy, present.state(output.path()), written);
      if (files.put(output.path(), file) != null) {
        throw new IllegalStateException(
            "profile %s makes the file %s twice".formatted(profile.name(), output.path()));
      }
    }
    for (ManifestEntry entry : manifest.files().values()) {
      if (!files.containsKey(entry.path()) && !entry.isEdited()) { // else it is the product's again
        present
            .state(entry.path())
            .ifPresent(there -> files.put(entry.path(), unwanted(entry, there)));
      }
    }
    return new Plan(revision, profile.name(), files.values().stream().toList());
  }

  private static PlannedFile unwanted(ManifestEntry written, FileState present) {
    boolean drifted = written.differsFrom(Optional.of(present));
    return drifted
        ? PlannedFile.kept(written.path(), present.sha256(), true, null)
        : new PlannedFile(
            written.path(),
            Action.REMOVE,
            present.sha256(),
            null,
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            List.of(),
            null);
  }
}
