package io.lockstep.benchmark.content;

import io.lockstep.benchmark.cluster.FolderNode;
import io.lockstep.benchmark.content.Loads.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** From the folder of one node to those of others; the nodes are the caller's. */
final class LockstepWay implements Way {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String PLACE = "load";

  private final String name;
  private final FolderNode source;
  private final List<FolderNode> targets;
  private final Stopwatch watch;

  LockstepWay(String name, FolderNode source, List<FolderNode> targets, Stopwatch watch) {
    this.name = name;
    this.source = source;
    this.targets = targets;
    this.watch = watch;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void begin(Path large) throws IOException, InterruptedException {
    Path place = source.folder().resolve(Loads.LARGE);
    if (!Files.exists(place)) {
      Loads.appear(Loads.staged(large, source.folder()), place);
    }
    for (FolderNode target : targets) {
      await("the large file", () -> Files.exists(target.folder().resolve(Loads.LARGE)));
    }
    rest();
  }

  @Override
  public Took appear(Load load, Path files) throws IOException, InterruptedException {
    Path staged = Loads.staged(files, source.folder());
    Path place = source.folder().resolve(PLACE);
    rest();
    watch.start();
    Loads.appear(staged, place);
    for (FolderNode target : targets) {
      await(load.name(), () -> count(target.folder().resolve(PLACE)) >= load.files());
    }
    Took took = watch.stop();
    for (FolderNode target : targets) {
      Loads.requireSame(place, target.folder().resolve(PLACE));
    }
    rest();
    Loads.delete(place);
    source.confirmDeletes();
    for (FolderNode target : targets) {
      await("the load to go", () -> !Files.exists(target.folder().resolve(PLACE)));
    }
    return took;
  }

  @Override
  public Took change(long place) throws IOException, InterruptedException {
    rest();
    Path changed = source.folder().resolve(Loads.LARGE);
    List<Path> came = targets.stream().map(target -> target.folder().resolve(Loads.LARGE)).toList();
    List<Object> before = came.stream().map(LockstepWay::inode).toList();
    watch.start();
    Loads.change(changed, place);
    for (int i = 0; i < came.size(); i++) {
      Path file = came.get(i);
      Object old = before.get(i);
      await("the changed byte", () -> !inode(file).equals(old));
    }
    Took took = watch.stop();
    for (Path file : came) {
      Loads.requireSame(changed, file);
    }
    return took;
  }

  /** Until what was done before has arrived everywhere and was looked at. */
  private void rest() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(300);
    source.awaitInStep();
    for (FolderNode target : targets) {
      target.awaitInStep();
    }
  }

  private static long count(Path directory) {
    String[] names = directory.toFile().list((dir, file) -> file.startsWith(Loads.PREFIX));
    return names == null ? 0 : names.length;
  }

  private static Object inode(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(String what, BooleanSupplier there) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(what + " did not come within " + PATIENCE);
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  @Override
  public void close() {
    // the nodes are the caller's
  }
}
