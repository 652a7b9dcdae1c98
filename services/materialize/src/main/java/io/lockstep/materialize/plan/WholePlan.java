package io.lockstep.materialize.plan;

import io.lockstep.materialize.file.FileState;
import io.lockstep.materialize.file.Sha256;
import io.lockstep.materialize.manifest.ManifestEntry;
import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.materialize.profile.Output;
import java.util.List;
import java.util.Optional;

/** The plan for a file that is written whole. */
final class WholePlan {
  private WholePlan() {}

  /** For an output that is whole, or held. */
  static PlannedFile of(
      long revision,
      Output output,
      DriftPolicy policy,
      Optional<FileState> present,
      Optional<ManifestEntry> written) {
    boolean drifted = written.filter(entry -> entry.differsFrom(present)).isPresent();
    String before = present.map(FileState::sha256).orElse(null);
    if (output.problem() != null) {
      return PlannedFile.kept(output.path(), before, drifted, output.problem());
    }
    boolean anyMode = output.mode() == Output.PRESENT_MODE;
    Output made = output.on(Optional::empty, present.map(FileState::mode));
    String after = Sha256.of(made.bytes());
    ManifestEntry entry =
        new ManifestEntry(output.path(), after, made.mode(), revision, anyMode, null);
    if (drifted && policy != DriftPolicy.REPAIR && isAsWritten(entry, written.get())) {
      return PlannedFile.kept(output.path(), before, true, null);
    }
    Action action;
    if (present.isEmpty()) {
      action = Action.CREATE;
    } else {
      action = present.get().is(after, made.mode()) ? Action.KEEP : Action.REPLACE;
    }
    boolean ours = written.filter(there -> there.sha256().equals(before)).isPresent();
    return new PlannedFile(
        output.path(),
        action,
        before,
        after,
        Optional.of(made),
        Optional.of(entry),
        drifted,
        !ours,
        List.of(),
        null);
  }

  private static boolean isAsWritten(ManifestEntry wanted, ManifestEntry written) {
    return wanted.sha256().equals(written.sha256())
        && (wanted.anyMode() || wanted.mode() == written.mode());
  }
}
