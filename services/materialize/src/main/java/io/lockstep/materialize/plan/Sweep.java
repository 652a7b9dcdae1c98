package io.lockstep.materialize.plan;

import io.lockstep.materialize.file.FileStamp;
import io.lockstep.materialize.file.FileState;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.manifest.Manifest;
import io.lockstep.materialize.manifest.ManifestEntry;
import io.lockstep.materialize.profile.OutputContent.Edited;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks for managed files that are not as they were written. Remembers the marks of each file on
 * disk, so that a look at files that nobody touched reads none of them. Used by one thread.
 */
public final class Sweep {
  /**
   * What a look found.
   *
   * @param drifted paths of the files that are not as they were written, or gone, ordered
   * @param malformed paths of the files that do not parse any more, ordered
   */
  public record Found(List<String> drifted, List<String> malformed) {
    /** Copies the lists. */
    public Found {
      drifted = List.copyOf(drifted);
      malformed = List.copyOf(malformed);
    }
  }

  private enum Verdict {
    RIGHT,
    DRIFTED,
    MALFORMED
  }

  private record Seen(Optional<FileStamp> stamp, ManifestEntry entry, Edited content, Verdict is) {
    boolean still(Optional<FileStamp> now, ManifestEntry then, Edited wanted) {
      return stamp.equals(now) && entry.equals(then) && Objects.equals(content, wanted);
    }
  }

  private final ManagedFolder folder;
  private Map<String, Seen> seen = new HashMap<>();

  /** Looks in a folder. */
  public Sweep(ManagedFolder folder) {
    this.folder = folder;
  }

  /**
   * Looks.
   *
   * @param edited by path, what is managed in files that others own
   * @param full whether files are read whose marks are as they were
   */
  public Found look(Manifest manifest, Map<String, Edited> edited, boolean full) {
    Map<String, Seen> next = new HashMap<>();
    List<String> drifted = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    for (ManifestEntry entry : manifest.files().values()) {
      Optional<FileStamp> stamp = folder.stamp(entry.path()); // before the file is read
      Edited content = edited.get(entry.path());
      Seen last = seen.get(entry.path());
      Seen now =
          !full && last != null && last.still(stamp, entry, content)
              ? last
              : new Seen(stamp, entry, content, judge(entry, content));
      next.put(entry.path(), now);
      switch (now.is()) {
        case DRIFTED -> drifted.add(entry.path());
        case MALFORMED -> malformed.add(entry.path());
        case RIGHT -> {}
      }
    }
    seen = next;
    return new Found(drifted, malformed);
  }

  private Verdict judge(ManifestEntry entry, Edited content) {
    Optional<FileState> there = folder.state(entry.path());
    if (!entry.isEdited()) {
      return entry.differsFrom(there) ? Verdict.DRIFTED : Verdict.RIGHT;
    }
    if (content == null) {
      return Verdict.RIGHT;
    }
    if (there.isEmpty() || !there.get().regular() || entry.modeDiffersFrom(there.get())) {
      return Verdict.DRIFTED;
    }
    try {
      byte[] file = folder.read(entry.path());
      return ManagedValues.drifted(content, file, entry.values()).isEmpty()
          ? Verdict.RIGHT
          : Verdict.DRIFTED;
    } catch (MalformedFileException | IllegalArgumentException e) {
      return Verdict.MALFORMED;
    }
  }
}
