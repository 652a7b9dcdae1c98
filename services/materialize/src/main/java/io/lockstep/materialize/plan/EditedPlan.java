package io.lockstep.materialize.plan;

import io.lockstep.materialize.file.FileState;
import io.lockstep.materialize.file.Sha256;
import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.manifest.ManifestEntry;
import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.OutputContent;
import io.lockstep.materialize.profile.OutputContent.Edited;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The plan for a file that somebody else owns and in which values are managed. What is not managed
 * stays byte for byte. Used for one file.
 */
final class EditedPlan {
  private static final byte[] NOTHING = {};

  private final long revision;
  private final Output output;
  private final Edited content;
  private final DriftPolicy policy;
  private final Optional<FileState> present;
  private final Optional<byte[]> bytes;
  private final Optional<ManifestEntry> written;

  private EditedPlan(
      long revision,
      Output output,
      DriftPolicy policy,
      Optional<FileState> present,
      Optional<byte[]> bytes,
      Optional<ManifestEntry> written) {
    this.revision = revision;
    this.output = output;
    this.content = (Edited) output.content();
    this.policy = policy;
    this.present = present;
    this.bytes = bytes;
    this.written = written;
  }

  /** For an output that is edited. */
  static PlannedFile of(
      long revision,
      Output output,
      DriftPolicy policy,
      Present disk,
      Optional<ManifestEntry> written) {
    Optional<FileState> present = disk.state(output.path());
    if (present.isPresent() && !present.get().regular()) {
      return PlannedFile.kept(
          output.path(),
          "",
          false,
          "a link, or something else that is no regular file, has its place; let the profile name"
              + " the file itself, inside of the folder");
    }
    Optional<byte[]> bytes = present.isEmpty() ? Optional.empty() : disk.bytes(output.path());
    Optional<ManifestEntry> edited = written.filter(ManifestEntry::isEdited);
    return new EditedPlan(revision, output, policy, present, bytes, edited).plan();
  }

  private PlannedFile plan() {
    String before = bytes.map(Sha256::of).orElse(null); // of the very bytes that are edited
    if (bytes.isEmpty() && !content.made()) {
      return held(before, output.on(Optional::empty, Optional.empty()).problem());
    }
    byte[] file = bytes.orElse(NOTHING);
    try {
      return plan(before, file);
    } catch (MalformedFileException | IllegalArgumentException e) {
      return held(before, output.on(() -> Optional.of(file), Optional.empty()).problem());
    }
  }

  private PlannedFile held(String before, String problem) {
    return PlannedFile.kept(output.path(), before, before == null && written.isPresent(), problem);
  }

  private PlannedFile plan(String before, byte[] file) {
    Map<String, String> was = written.map(ManifestEntry::values).orElse(Map.of());
    Set<String> drifted = ManagedValues.drifted(content, file, was);
    Set<String> left = new TreeSet<>();
    List<Adoptable> adoptable = new ArrayList<>();
    if (!drifted.isEmpty() && policy != DriftPolicy.REPAIR) {
      leave(file, drifted, was, left, adoptable);
    }
    if (bytes.isEmpty() && !left.isEmpty()) { // somebody took the file away, and that is left so
      return PlannedFile.kept(output.path(), null, true, null);
    }
    List<Edit> edits =
        content.edits().stream().filter(edit -> !left.contains(edit.address())).toList();
    byte[] made = edits.isEmpty() ? file : content.format().edit(file, edits);
    Map<String, String> values = new TreeMap<>(ManagedValues.hashes(content, made));
    left.forEach(address -> values.put(address, was.get(address)));

    boolean anyMode = output.mode() == Output.PRESENT_MODE;
    boolean modeDrifted =
        present.isPresent()
            && !anyMode
            && written.filter(entry -> entry.modeDiffersFrom(present.get())).isPresent();
    boolean leaveMode =
        modeDrifted && policy != DriftPolicy.REPAIR && written.get().mode() == output.mode();
    int mode =
        anyMode || leaveMode ? present.map(FileState::mode).orElse(Output.NEW_MODE) : output.mode();
    String after = Sha256.of(made);
    ManifestEntry entry =
        new ManifestEntry(
            output.path(), after, anyMode ? mode : output.mode(), revision, anyMode, values);
    Action action;
    if (bytes.isEmpty()) {
      action = Action.CREATE;
    } else {
      action = present.get().is(after, mode) && after.equals(before) ? Action.KEEP : Action.REPLACE;
    }
    return new PlannedFile(
            output.path(),
            action,
            before,
            after,
            Optional.of(
                new Output(
                    output.path(),
                    new OutputContent.Whole(made),
                    mode,
                    output.drift(),
                    output.check())),
            Optional.of(entry),
            !drifted.isEmpty() || modeDrifted,
            written.isEmpty() || !drifted.isEmpty(),
            List.of(),
            null)
        .adopting(adoptable);
  }

  /** What of that which somebody changed stays, since the cluster wants nothing else there. */
  private void leave(
      byte[] file,
      Set<String> drifted,
      Map<String, String> was,
      Set<String> left,
      List<Adoptable> adoptable) {
    Map<String, String> wanted =
        ManagedValues.hashes(content, content.format().edit(file, content.edits()));
    Map<String, FileValue> there = content.format().read(file, drifted);
    for (String address : drifted) {
      if (!wanted.get(address).equals(was.get(address))) {
        continue;
      }
      String parameter = content.parameters().get(address);
      if (policy == DriftPolicy.REPORT) {
        left.add(address);
      } else if (parameter != null && there.containsKey(address)) {
        left.add(address);
        adoptable.add(new Adoptable(address, parameter, there.get(address)));
      } // what cannot be adopted is repaired
    }
  }
}
