package io.lockstep.materialize.content;

import io.lockstep.materialize.content.Merge.Delete;
import io.lockstep.materialize.content.Merge.Write;
import io.lockstep.materialize.content.Staging.Staged;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.Ownership;
import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import io.lockstep.state.image.ContentRules;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * Writes what a merge planned for a folder. A reader sees the old file or the new one, whole and
 * with its mode, whenever the process or the machine stops: temporary file in the same directory,
 * check, mode, fsync, rename, fsync of the directory. What stands in a file's place is looked at
 * once more before the rename: what was edited since the scan is left for the next one.
 *
 * <p>One thread, which lets others bring files to the device: with many small ones the device is
 * waited for most.
 */
public final class FolderWriter {
  /** Not worth to be told: the next scan settles it. */
  public static final String EDITED = EditedException.MESSAGE;

  private final Path root;
  private final FolderScanner scanner;
  private final Aside aside;
  private final Ways ways;
  private final Staging staging;

  /**
   * A writer of a folder.
   *
   * @param scanner learns what was written
   * @param aside where files go that were there before the cluster's
   * @param validation what a path has to be; empty for anything
   * @param threads bring files to the device; two at least
   */
  public FolderWriter(
      Path root,
      Pieces pieces,
      FolderScanner scanner,
      Path aside,
      Function<String, Optional<Validation>> validation,
      ContentCheck check,
      ExecutorService threads) {
    this.root = root;
    this.scanner = scanner;
    this.aside = new Aside(aside);
    this.ways = new Ways(root);
    this.staging = new Staging(root, new Assembler(pieces, threads), validation, check, threads);
  }

  /**
   * What was done.
   *
   * @param done what stands there now, by path; null for nothing
   * @param problems by path, why something was not done
   * @param kept by path, where the file is that stood there before
   */
  public record Result(
      Map<String, Item> done, Map<String, String> problems, Map<String, Path> kept) {}

  /**
   * Writes and deletes; what cannot be done does not keep the others from it.
   *
   * @param before is run before the first change is to be seen; not if there is none
   */
  public Result apply(
      Collection<Write> writes, Collection<Delete> deletes, Scan scan, Runnable before)
      throws InterruptedException {
    Result result = new Result(new HashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    ways.begin();
    Map<String, String> byHash = new HashMap<>();
    if (writes.stream().anyMatch(write -> write.item().isFile())) {
      scan.found()
          .forEach(
              (path, found) -> {
                if (found.item().isFile()) {
                  byHash.put(found.item().sha256(), path);
                }
              });
    }
    List<Write> files = new ArrayList<>();
    List<Write> others = new ArrayList<>();
    List<Write> directories = new ArrayList<>();
    for (Write write : writes) {
      switch (write.item().kind()) {
        case FILE -> files.add(write);
        case DIRECTORY -> directories.add(write);
        default -> others.add(write);
      }
    }
    if (!directories.isEmpty()) {
      before.run();
    }
    // A directory that takes the place of a file, or the other way round, needs the place free.
    directories.forEach(write -> attempt(write.path(), result, () -> directory(write)));
    List<Staging.Place> places = new ArrayList<>();
    files.forEach(
        write ->
            attempt(
                write.path(),
                result,
                () -> places.add(new Staging.Place(write, ways.place(write.path())))));
    List<Staged> staged = new ArrayList<>();
    for (Staged file : staging.stage(places, byHash)) {
      if (file.problem() == null) {
        staged.add(file);
      } else {
        result.problems().put(file.write().path(), file.problem());
      }
    }
    ways.forget(); // some may go now
    List<Delete> leaving = Leaving.of(root, deletes);
    if (directories.isEmpty() && !(staged.isEmpty() && leaving.isEmpty() && others.isEmpty())) {
      before.run();
    }
    for (Delete delete : leaving) {
      attempt(delete.path(), result, () -> delete(delete, result));
    }
    for (Staged file : staged) {
      attempt(file.write().path(), result, () -> place(file, result));
    }
    others.forEach(write -> attempt(write.path(), result, () -> link(write, result)));
    // Their own bits last: one that forbids writing would keep its own files out.
    for (Write write : directories) {
      if (!result.problems().containsKey(write.path())) {
        attempt(write.path(), result, () -> finish(write, result));
      }
    }
    ways.sync(result.problems());
    return result;
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(String path, Result result, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      result.problems().put(path, Reasons.of(e));
    }
  }

  private void directory(Write write) throws IOException {
    Path place = ways.place(write.path());
    if (write.there() != null && !write.there().item().isDirectory()) {
      EditedException.unless(place, write.there());
      keep(write, place);
      Files.delete(place);
    }
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(place);
      Ownership.keep(place, place.getParent());
    }
    ways.changed(place.getParent());
  }

  private void finish(Write write, Result result) throws IOException {
    Path place = root.resolve(write.path());
    Stamp there = Stamp.of(place);
    if (there.mode() != write.item().mode()) {
      int special = there.bits() & ~0777; // of this machine alone, as its groups are
      Files.setAttribute(place, "unix:mode", special | write.item().mode());
    }
    result.done().put(write.path(), write.item());
  }

  private void place(Staged file, Result result) throws IOException {
    Write write = file.write();
    Path place = root.resolve(write.path());
    try {
      EditedException.unless(place, write.there());
      if (file.temporary() == null) {
        Files.setPosixFilePermissions(place, Permissions.of(write.item().mode()));
      } else {
        Path kept = keep(write, place);
        if (kept != null) {
          result.kept().put(write.path(), kept);
        }
        if (write.there() != null && write.there().item().isDirectory()) {
          Files.delete(place);
        }
        Files.move(file.temporary(), place, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      if (file.temporary() != null) {
        Staging.discard(file.temporary());
      }
      throw e;
    }
    ways.changed(place.getParent());
    scanner.wrote(write.path(), Stamp.of(place), write.item().sha256());
    result.done().put(write.path(), write.item());
  }

  private void link(Write write, Result result) throws IOException {
    Optional<String> problem = ContentRules.targetProblem(write.path(), write.item().target());
    if (problem.isPresent()) {
      result
          .problems()
          .put(write.path(), "is not written: the link " + problem.get() + "; publish another");
      return;
    }
    Path place = ways.place(write.path());
    EditedException.unless(place, write.there());
    Path kept = keep(write, place);
    if (kept != null) {
      result.kept().put(write.path(), kept);
    }
    if (write.there() != null && write.there().item().isDirectory()) {
      Files.delete(place);
    }
    Path model = Ownership.model(place);
    Path temporary = place.resolveSibling(ManagedFolder.TEMPORARY_PREFIX + UUID.randomUUID());
    Files.createSymbolicLink(temporary, Path.of(write.item().target()));
    Ownership.keep(temporary, model);
    Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
    ways.changed(place.getParent());
    result.done().put(write.path(), write.item());
  }

  private void delete(Delete delete, Result result) throws IOException {
    Path place = root.resolve(delete.path());
    boolean directory = delete.there().item().isDirectory();
    try {
      ways.parent(delete.path());
      if (!directory) {
        EditedException.unless(place, delete.there());
      }
      Files.delete(place);
    } catch (DirectoryNotEmptyException e) {
      return; // something came into it meanwhile; it goes when that has gone
    } catch (NoSuchFileException e) {
      // somebody was quicker
    }
    ways.changed(place.getParent());
    result.done().put(delete.path(), null);
  }

  /** Why a file is not taken. */
  public static String invalid(Validation kind, String what) {
    return "is no well-formed " + kind + ": " + what + "; correct it";
  }

  private Path keep(Write write, Path place) throws IOException {
    return write.keep() ? aside.keep(write.path(), place, write.there().item()) : null;
  }

  /**
   * Removes what a run that was killed left behind, where it may: what cannot be listed, or taken
   * away, a look at the folder tells of.
   */
  public void cleanLeftovers() {
    try {
      Files.walkFileTree(root, new Cleaner());
    } catch (IOException e) {
      throw new IllegalStateException("the cleaner goes past all failures", e);
    }
  }

  private static final class Cleaner extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.getFileName().toString().startsWith(ManagedFolder.TEMPORARY_PREFIX)) {
        Staging.discard(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
