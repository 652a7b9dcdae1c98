package io.lockstep.materialize.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes files of a managed folder so that a reader sees the old one or the new one, whole and with
 * its mode, whenever the process or the machine stops: temporary file in the same directory, write,
 * mode, fsync, rename, fsync of the directory.
 *
 * <p>Used by one thread. One writer a folder: another's temporary files count as left over.
 */
public final class AtomicWriter {
  private static final Logger LOG = LoggerFactory.getLogger(AtomicWriter.class);

  private final ManagedFolder folder;
  private final FileSteps steps;

  /** A writer for a folder, which is made when the first file is written. */
  public AtomicWriter(ManagedFolder folder, FileSteps steps) {
    this.folder = folder;
    this.steps = steps;
  }

  /**
   * Brings bytes to the device, beside the file whose place they will take. Nothing that a reader
   * looks at changes; directories that are missing are made. A file that is there lends its owner
   * and group, else the directory does.
   *
   * @throws MaterializeException if that fails; no temporary file is left then
   */
  public StagedFile stage(String path, byte[] bytes, int mode) {
    return stage(path, bytes, mode, "");
  }

  /** As the other, the temporary file's name having an end that others look for, or none. */
  public StagedFile stage(String path, byte[] bytes, int mode, String extension) {
    Path target = folder.resolve(path);
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new MaterializeException(
          folder.shown(path),
          "cannot write: a directory has its place",
          "move the directory away",
          null);
    }
    Path temporary =
        target.resolveSibling(ManagedFolder.TEMPORARY_PREFIX + UUID.randomUUID() + extension);
    try {
      makeDirectory(target.getParent());
      steps.create(temporary, bytes, mode);
      steps.own(temporary, Ownership.model(target));
      return new StagedFile(path, temporary, target);
    } catch (IOException e) {
      MaterializeException failure =
          MaterializeException.of(folder.shown(path), "cannot write " + bytes.length + " bytes", e);
      deleteAfter(failure, temporary);
      throw failure;
    }
  }

  /**
   * Puts staged files in their places, in that order, and returns once the device knows.
   *
   * @throws MaterializeException if one cannot be put there: those before it are in their places,
   *     the others are discarded
   */
  public void commit(List<StagedFile> staged) {
    commit(staged, file -> true);
  }

  /**
   * As the other, but asks for each file, right before, whether it still may go there; one that may
   * not is discarded.
   *
   * @return the files that are in their places
   */
  public List<StagedFile> commit(List<StagedFile> staged, Predicate<StagedFile> may) {
    List<StagedFile> placed = new ArrayList<>();
    int done = 0;
    try {
      for (; done < staged.size(); done++) {
        StagedFile file = staged.get(done);
        if (may.test(file)) {
          steps.rename(file.temporary(), file.target());
          placed.add(file);
        } else {
          steps.delete(file.temporary());
        }
      }
    } catch (IOException e) {
      MaterializeException failure =
          MaterializeException.of(
              folder.shown(staged.get(done).path()), "cannot put in its place", e);
      discard(staged.subList(done, staged.size()), failure);
      throw failure;
    } catch (MaterializeException e) {
      discard(staged.subList(done, staged.size()), e);
      throw e;
    }
    Set<Path> directories = new LinkedHashSet<>();
    placed.forEach(file -> directories.add(file.target().getParent()));
    directories.forEach(this::syncDirectory);
    return placed;
  }

  /**
   * Gives staged files up.
   *
   * @param because what a failure to delete is told to, or null
   */
  public void discard(Collection<StagedFile> staged, RuntimeException because) {
    staged.forEach(file -> deleteAfter(because, file.temporary()));
  }

  /** Stages and commits one file. */
  public void write(String path, byte[] bytes, int mode) {
    commit(List.of(stage(path, bytes, mode)));
  }

  /** Removes a file and returns once the device knows; nothing if it is not there. */
  public void remove(String path) {
    Path file = folder.resolve(path);
    try {
      steps.delete(file);
    } catch (IOException e) {
      throw MaterializeException.of(folder.shown(path), "cannot remove", e);
    }
    syncDirectory(file.getParent());
  }

  /**
   * Removes what a writer that was killed left behind, in the directories of these paths and at the
   * top of the folder.
   *
   * @return number of files removed
   */
  public int cleanLeftovers(Collection<String> paths) {
    Set<Path> directories = new LinkedHashSet<>();
    directories.add(folder.resolve("any").getParent());
    paths.forEach(path -> directories.add(folder.resolve(path).getParent()));
    int removed = 0;
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        removed += cleanLeftovers(directory);
      }
    }
    return removed;
  }

  private int cleanLeftovers(Path directory) {
    int removed = 0;
    try (var files = Files.newDirectoryStream(directory, ManagedFolder.TEMPORARY_PREFIX + "*")) {
      for (Path file : files) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          steps.delete(file);
          removed++;
        }
      }
    } catch (IOException e) {
      throw MaterializeException.of(directory.toString(), "cannot clean temporary files", e);
    }
    if (removed > 0) {
      LOG.info("Removed temporary files of an earlier run dir={} files={}", directory, removed);
    }
    return removed;
  }

  private void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      makeDirectory(directory.getParent());
      steps.createDirectory(directory);
      steps.own(directory, directory.getParent());
      steps.syncDirectory(directory.getParent());
    }
  }

  private void syncDirectory(Path directory) {
    try {
      steps.syncDirectory(directory);
    } catch (IOException e) {
      throw MaterializeException.of(
          directory.toString(), "cannot bring the directory to the device", e);
    }
  }

  private void deleteAfter(RuntimeException failure, Path temporary) {
    try {
      steps.delete(temporary);
    } catch (IOException e) {
      if (failure != null) { // it is cleaned at the next start
        failure.addSuppressed(e);
      }
    }
  }
}
