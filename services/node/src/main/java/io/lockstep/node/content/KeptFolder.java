package io.lockstep.node.content;

import io.lockstep.materialize.profile.spec.FolderSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A folder of this node, opened at its first look and again where that failed, and when it is
 * looked at next. One thread.
 */
final class KeptFolder implements AutoCloseable {
  private final FolderSpec spec;
  private final Path root;
  private final Supplier<ContentFolder> opening;
  private ContentFolder folder;
  private boolean dirty = true;
  private boolean stale = true;
  private long dueAt = System.nanoTime();
  private String hindrance = "";

  KeptFolder(FolderSpec spec, Path files, Supplier<ContentFolder> opening) {
    this.spec = spec;
    this.root = files.resolve(spec.path()).normalize();
    this.opening = opening;
  }

  FolderSpec spec() {
    return spec;
  }

  Path root() {
    return root;
  }

  /**
   * The folder.
   *
   * @throws io.lockstep.materialize.file.MaterializeException if what is known of it cannot be read
   */
  ContentFolder folder() {
    if (folder == null) {
      folder = opening.get();
    }
    return folder;
  }

  /** Something on disk may be another. */
  void touched() {
    dirty = true;
  }

  /** Something in the cluster may be another. */
  void outdated() {
    stale = true;
  }

  /** Whether to look at the disk. */
  boolean isLookDue() {
    return dirty || System.nanoTime() >= dueAt;
  }

  /** Whether the cluster may have something else. */
  boolean isOutdated() {
    return stale;
  }

  /** When to look at the latest, on {@link System#nanoTime()}. */
  long dueAt() {
    return dueAt;
  }

  /** A look begins; what happens from now on asks for another. */
  void looks() {
    dirty = false;
    stale = false;
  }

  /** Sets for how long it may rest from now on. */
  void rest(Duration most) {
    dueAt = System.nanoTime() + most.toNanos();
  }

  /** A look came to its end. */
  void goesOn() {
    hindrance = "";
  }

  /** A look came to nothing; whether that is so for another reason than the last. */
  boolean isHinderedAnew(String reason) {
    boolean anew = !reason.equals(hindrance);
    hindrance = reason;
    return anew;
  }

  /** Whether the last look came to nothing. */
  boolean isHindered() {
    return !hindrance.isEmpty();
  }

  /** Keeps on disk what makes a restart quick. */
  void save() {
    if (folder != null) {
      folder.save();
    }
  }

  @Override
  public void close() {
    if (folder != null) {
      folder.close();
    }
  }
}
