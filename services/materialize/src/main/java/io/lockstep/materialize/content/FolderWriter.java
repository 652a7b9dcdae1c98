package io.lockstep.materialize.content;

import io.lockstep.materialize.content.Merge.Delete;
import io.lockstep.materialize.content.Merge.Write;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import io.lockstep.state.image.ContentRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
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
  private static final long LARGE = 1024 * 1024;

  private final Path root;
  private final Assembler assembler;
  private final FolderScanner scanner;
  private final Aside aside;
  private final Function<String, Optional<Validation>> validation;
  private final ContentCheck check;
  private final ExecutorService threads;
  private final Map<String, Path> parents = new HashMap<>();

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
    this.assembler = new Assembler(pieces, threads);
    this.scanner = scanner;
    this.aside = new Aside(aside);
    this.validation = validation;
    this.check = check;
    this.threads = threads;
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

  private record Staged(Write write, Path temporary, String problem) {}

  /** One that is written, and still has to get to the device if it is open. */
  private record Written(Staged staged, FileChannel open) {}

  /**
   * Writes and deletes; what cannot be done does not keep the others from it.
   *
   * @param before is run before the first change is to be seen; not if there is none
   */
  public Result apply(
      Collection<Write> writes, Collection<Delete> deletes, Scan scan, Runnable before)
      throws InterruptedException {
    Result result = new Result(new HashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    Set<Path> changed = new LinkedHashSet<>();
    parents.clear();
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
    directories.forEach(write -> attempt(write.path(), result, () -> directory(write, changed)));
    List<Staged> staged = stage(files, byHash, result, changed);
    parents.clear(); // some may go now
    if (directories.isEmpty() && !(staged.isEmpty() && deletes.isEmpty() && others.isEmpty())) {
      before.run();
    }
    for (Delete delete : deletes) {
      attempt(delete.path(), result, () -> delete(delete, result, changed));
    }
    for (Staged file : staged) {
      attempt(file.write().path(), result, () -> place(file, result, changed));
    }
    others.forEach(write -> attempt(write.path(), result, () -> link(write, result, changed)));
    // Their own bits last: one that forbids writing would keep its own files out.
    for (Write write : directories) {
      if (!result.problems().containsKey(write.path())) {
        attempt(write.path(), result, () -> finish(write, result));
      }
    }
    sync(changed, result);
    return result;
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(String path, Result result, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      result.problems().put(path, reason(e));
    }
  }

  private static String reason(IOException e) {
    return e instanceof MissingContentException || e instanceof EditedException
        ? e.getMessage()
        : "cannot be written (" + e + "); let the node write there";
  }

  /** Directories of the way that are missing are made; none may be a link. */
  private Path parent(String path, Set<Path> changed) throws IOException {
    String above = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    Path known = parents.get(above);
    if (known != null) {
      return known;
    }
    Optional<String> problem = ContentRules.pathProblem(path);
    if (problem.isPresent()) {
      throw new IOException("the path " + problem.get());
    }
    Path directory = root;
    int from = 0;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', from)) {
      Path next = directory.resolve(path.substring(from, end));
      try {
        Files.createDirectory(next);
        changed.add(directory);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
          throw new IOException(next + " is no directory, and links are not followed", e);
        }
      }
      directory = next;
      from = end + 1;
    }
    parents.put(above, directory);
    return directory;
  }

  private Path place(String path, Set<Path> changed) throws IOException {
    return parent(path, changed).resolve(path.substring(path.lastIndexOf('/') + 1));
  }

  private void directory(Write write, Set<Path> changed) throws IOException {
    Path place = place(write.path(), changed);
    if (write.there() != null && !write.there().item().isDirectory()) {
      requireUnedited(place, write.there());
      keep(write, place);
      Files.delete(place);
    }
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(place);
    }
    changed.add(place.getParent());
  }

  private void finish(Write write, Result result) throws IOException {
    Path place = root.resolve(write.path());
    if (Stamp.of(place).mode() != write.item().mode()) {
      Files.setPosixFilePermissions(place, Permissions.of(write.item().mode()));
    }
    result.done().put(write.path(), write.item());
  }

  private List<Staged> stage(
      List<Write> files, Map<String, String> byHash, Result result, Set<Path> changed)
      throws InterruptedException {
    List<Callable<Staged>> tasks = new ArrayList<>();
    List<Callable<Written>> large = new ArrayList<>();
    for (Write write : files) {
      attempt(
          write.path(),
          result,
          () -> {
            Path place = place(write.path(), changed);
            if (isModeAlone(write)) {
              tasks.add(() -> new Staged(write, null, null));
            } else if (write.item().size() > LARGE) {
              large.add(() -> write(write, place, old(write, place, byHash)));
            } else {
              tasks.add(() -> finish(write(write, place, old(write, place, byHash))));
            }
          });
    }
    List<Staged> staged = new ArrayList<>();
    List<Future<Staged>> done = new ArrayList<>(threads.invokeAll(tasks));
    // Large ones one after the other, as each is read from the log in one go; but the device takes
    // the one before meanwhile.
    for (Callable<Written> task : large) {
      Written written = get(threads.invokeAll(List.of(task)).get(0));
      done.add(threads.submit(() -> finish(written)));
    }
    for (Future<Staged> task : done) {
      Staged file = get(task);
      if (file.problem() == null) {
        staged.add(file);
      } else {
        result.problems().put(file.write().path(), file.problem());
      }
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

  private Assembler.Old old(Write write, Path place, Map<String, String> byHash) {
    String same = byHash.get(write.item().sha256());
    if (same != null) {
      return new Assembler.Old(root.resolve(same), write.item().sha256());
    }
    return write.there() == null || !write.there().item().isFile()
        ? null
        : new Assembler.Old(place, write.there().item().sha256());
  }

  private Written write(Write write, Path place, Assembler.Old old) {
    Path temporary = place.resolveSibling(ManagedFolder.TEMPORARY_PREFIX + UUID.randomUUID());
    FileChannel open = null;
    String problem;
    try {
      open = assembler.make(temporary, write.item(), old);
      Optional<Validation> kind = validation.apply(write.path());
      problem =
          kind.isEmpty()
              ? null
              : check
                  .problem(kind.get(), temporary)
                  .map(what -> invalid(kind.get(), what))
                  .orElse(null);
    } catch (IOException e) {
      problem = reason(e);
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
      problem = problem == null ? reason(e) : problem;
    }
    if (problem != null) {
      discard(staged.temporary());
    }
    return new Staged(staged.write(), staged.temporary(), problem);
  }

  /** Why a file is not taken. */
  public static String invalid(Validation kind, String what) {
    return "is no well-formed " + kind + ": " + what + "; correct it";
  }

  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // cleaned at the next start
    }
  }

  private void place(Staged file, Result result, Set<Path> changed) throws IOException {
    Write write = file.write();
    Path place = root.resolve(write.path());
    try {
      requireUnedited(place, write.there());
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
        discard(file.temporary());
      }
      throw e;
    }
    changed.add(place.getParent());
    scanner.wrote(write.path(), Stamp.of(place), write.item().sha256());
    result.done().put(write.path(), write.item());
  }

  private void link(Write write, Result result, Set<Path> changed) throws IOException {
    Optional<String> problem = ContentRules.targetProblem(write.path(), write.item().target());
    if (problem.isPresent()) {
      throw new IOException("the link " + problem.get());
    }
    Path place = place(write.path(), changed);
    requireUnedited(place, write.there());
    Path kept = keep(write, place);
    if (kept != null) {
      result.kept().put(write.path(), kept);
    }
    if (write.there() != null && write.there().item().isDirectory()) {
      Files.delete(place);
    }
    Path temporary = place.resolveSibling(ManagedFolder.TEMPORARY_PREFIX + UUID.randomUUID());
    Files.createSymbolicLink(temporary, Path.of(write.item().target()));
    Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
    changed.add(place.getParent());
    result.done().put(write.path(), write.item());
  }

  private void delete(Delete delete, Result result, Set<Path> changed) throws IOException {
    Path place = root.resolve(delete.path());
    boolean directory = delete.there().item().isDirectory();
    try {
      parent(delete.path(), changed);
      if (!directory) {
        requireUnedited(place, delete.there());
      }
      Files.delete(place);
    } catch (DirectoryNotEmptyException e) {
      return; // something stands in it that does not take part; it goes when that has gone
    } catch (NoSuchFileException e) {
      // somebody was quicker
    }
    changed.add(place.getParent());
    result.done().put(delete.path(), null);
  }

  private Path keep(Write write, Path place) throws IOException {
    return write.keep() ? aside.keep(write.path(), place, write.there().item()) : null;
  }

  private static void requireUnedited(Path place, Scan.Found there) throws IOException {
    try {
      Stamp now = Stamp.of(place);
      boolean same =
          there != null
              && (there.item().isDirectory() ? now.isDirectory() : now.equals(there.stamp()));
      if (!same) {
        throw new EditedException();
      }
    } catch (NoSuchFileException e) {
      if (there != null) {
        throw new EditedException();
      }
    }
  }

  /** What stands there is not what was scanned. */
  private static final class EditedException extends IOException {
    private static final long serialVersionUID = 1L;

    EditedException() {
      super(EDITED);
    }
  }

  /** Not worth to be told: the next scan settles it. */
  public static final String EDITED = "was edited meanwhile";

  private void sync(Set<Path> directories, Result result) {
    for (Path directory : directories) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (NoSuchFileException e) {
        // deleted after a file in it
      } catch (IOException e) {
        result.problems().put(root.relativize(directory).toString(), reason(e));
      }
    }
  }

  /**
   * Removes what a run that was killed left behind.
   *
   * @throws IOException if the folder cannot be walked
   */
  public void cleanLeftovers() throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    List<Path> left;
    try (var all =
        Files.find(
            root,
            Integer.MAX_VALUE,
            (path, attributes) ->
                !attributes.isDirectory()
                    && path.getFileName().toString().startsWith(ManagedFolder.TEMPORARY_PREFIX))) {
      left = all.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : left) {
      Files.deleteIfExists(path);
    }
  }
}
