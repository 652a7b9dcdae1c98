package io.lockstep.materialize.content;

import io.lockstep.materialize.content.Merge.Write;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.Ownership;
import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Makes files beside their place, whole, checked and on the device, so that a rename is all that is
 * left. One thread, which lets others wait for the device.
 */
final class Staging {
  private static final long LARGE = 1024 * 1024;

  private final Path root;
  private final Assembler assembler;
  private final Function<String, Optional<Validation>> validation;
  private final ContentCheck check;
  private final ExecutorService threads;

  /** A file to make, and where it is to be in the end. */
  record Place(Write write, Path place) {}

  /**
   * A file that is made.
   *
   * @param temporary where it is; null where nothing but the mode is another
   * @param problem why it is not made; null if it is
   */
  record Staged(Write write, Path temporary, String problem) {}

  /** One that is written, and still has to get to the device if it is open. */
  private record Written(Staged staged, FileChannel open) {}

  Staging(
      Path root,
      Assembler assembler,
      Function<String, Optional<Validation>> validation,
      ContentCheck check,
      ExecutorService threads) {
    this.root = root;
    this.assembler = assembler;
    this.validation = validation;
    this.check = check;
    this.threads = threads;
  }

  /**
   * Makes files.
   *
   * @param byHash paths of the folder by the hash of what stands there, whose bytes are taken
   */
  List<Staged> stage(List<Place> files, Map<String, String> byHash) throws InterruptedException {
    List<Callable<Staged>> tasks = new ArrayList<>();
    List<Callable<Written>> large = new ArrayList<>();
    for (Place file : files) {
      Write write = file.write();
      if (isModeAlone(write)) {
        tasks.add(() -> new Staged(write, null, null));
      } else if (write.item().size() > LARGE) {
        large.add(() -> write(file, old(file, byHash)));
      } else {
        tasks.add(() -> finish(write(file, old(file, byHash))));
      }
    }
    List<Future<Staged>> done = new ArrayList<>(threads.invokeAll(tasks));
    // Large ones one after the other, as each is read from the log in one go; but the device takes
    // the one before meanwhile.
    for (Callable<Written> task : large) {
      Written written = get(threads.invokeAll(List.of(task)).get(0));
      done.add(threads.submit(() -> finish(written)));
    }
    List<Staged> staged = new ArrayList<>();
    for (Future<Staged> task : done) {
      staged.add(get(task));
    }
    return staged;
  }

  private static <T> T get(Future<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a file was not written", e.getCause());
    }
  }

  private static boolean isModeAlone(Write write) {
    return write.there() != null
        && write.there().item().isFile()
        && write.there().item().sha256().equals(write.item().sha256());
  }

  private Assembler.Old old(Place file, Map<String, String> byHash) {
    Write write = file.write();
    String same = byHash.get(write.item().sha256());
    if (same != null) {
      return new Assembler.Old(root.resolve(same), write.item().sha256());
    }
    return write.there() == null || !write.there().item().isFile()
        ? null
        : new Assembler.Old(file.place(), write.there().item().sha256());
  }

  private Written write(Place file, Assembler.Old old) {
    Write write = file.write();
    Path temporary =
        file.place().resolveSibling(ManagedFolder.TEMPORARY_PREFIX + UUID.randomUUID());
    FileChannel open = null;
    String problem;
    try {
      open = assembler.make(temporary, write.item(), old);
      Ownership.keep(temporary, Ownership.model(file.place()));
      Optional<Validation> kind = validation.apply(write.path());
      problem =
          kind.isEmpty()
              ? null
              : check
                  .problem(kind.get(), temporary)
                  .map(what -> FolderWriter.invalid(kind.get(), what))
                  .orElse(null);
    } catch (IOException e) {
      problem = Reasons.of(e);
    }
    Written written = new Written(new Staged(write, temporary, problem), open);
    return problem == null ? written : new Written(finish(written), null);
  }

  /** Brings it to the device, or away if it is not wanted. */
  private static Staged finish(Written written) {
    Staged staged = written.staged();
    String problem = staged.problem();
    try (FileChannel open = written.open()) {
      if (open != null && problem == null) {
        open.force(true);
      }
    } catch (IOException e) {
      problem = problem == null ? Reasons.of(e) : problem;
    }
    if (problem != null) {
      discard(staged.temporary());
    }
    return new Staged(staged.write(), staged.temporary(), problem);
  }

  /** Takes a file away that does not get to its place. */
  static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // cleaned at the next start
    }
  }
}
