package io.lockstep.materialize.plan;

import io.lockstep.materialize.file.AtomicWriter;
import io.lockstep.materialize.file.FileSteps;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.Sha256;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Where the bytes go that stood in a managed file's place and were not Lockstep's: an edit by hand,
 * or the file of a product that was there first. Each content once, readable by its owner alone;
 * nothing removes them. Used by one thread.
 */
public final class KeptCopies {
  private static final int MODE = 0600;
  private static final int SHOWN = 12;

  private final ManagedFolder folder;
  private final AtomicWriter writer;

  /** Copies in that folder, which is made when the first is kept. */
  public KeptCopies(Path folder, FileSteps steps) {
    this.folder = new ManagedFolder(folder);
    this.writer = new AtomicWriter(this.folder, steps);
  }

  /** Removes what a run that was killed left while it kept files of these paths. */
  public void cleanLeftovers(Collection<String> paths) {
    writer.cleanLeftovers(paths);
  }

  /** Keeps a file's bytes and says where. */
  Path keep(String path, byte[] bytes) {
    String name = path + "." + Sha256.of(bytes).substring(0, SHOWN);
    if (folder.state(name).isEmpty()) {
      writer.write(name, bytes, MODE);
    }
    return folder.resolve(name);
  }
}
