package io.lockstep.materialize.manifest;

import io.lockstep.materialize.file.AtomicWriter;
import io.lockstep.materialize.file.FileSteps;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.MaterializeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifest on disk, which only its owner may read: it has hashes of single values, of which a
 * short secret could be guessed. Used by one thread.
 */
public final class ManifestStore {
  private static final Logger LOG = LoggerFactory.getLogger(ManifestStore.class);
  private static final int MODE = 0600;

  private final Path file;
  private final FileSteps steps;
  private final AtomicWriter writer;

  /** The manifest in that file, whose folder is made when it is first written. */
  public ManifestStore(Path file, FileSteps steps) {
    this.file = file.toAbsolutePath().normalize();
    this.steps = steps;
    this.writer = new AtomicWriter(new ManagedFolder(this.file.getParent()), steps);
  }

  /**
   * The manifest that was saved last; {@link Manifest#NONE} where there is none. One that cannot be
   * understood (torn, of another format) is put aside with the suffix {@code .unreadable} and
   * counts as none: the next plan then compares with the disk alone, and takes nothing away.
   *
   * @throws MaterializeException if the file is there and cannot be read
   */
  public Manifest load() {
    writer.cleanLeftovers(List.of());
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Manifest.NONE;
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw MaterializeException.of(file.toString(), "cannot read the manifest", e);
    }
    try {
      return ManifestJson.parse(bytes);
    } catch (IOException e) {
      LOG.warn("Manifest is unreadable, comparing with the disk file={} cause={}", file, cause(e));
      putAside();
      return Manifest.NONE;
    }
  }

  /**
   * Saves a manifest.
   *
   * @throws MaterializeException if that fails; the one before is still there
   */
  public void save(Manifest manifest) {
    writer.write(file.getFileName().toString(), ManifestJson.format(manifest), MODE);
  }

  private void putAside() {
    try {
      steps.rename(file, file.resolveSibling(file.getFileName() + ".unreadable"));
    } catch (IOException e) {
      LOG.warn("Cannot put the unreadable manifest aside file={} cause={}", file, cause(e));
    }
  }

  private static String cause(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
