package io.lockstep.node.content;

import io.lockstep.log.content.ContentLog;
import io.lockstep.materialize.content.Base;
import io.lockstep.materialize.content.ContentCheck;
import io.lockstep.materialize.content.FolderScanner;
import io.lockstep.materialize.content.FolderWriter;
import io.lockstep.materialize.content.HashCache;
import io.lockstep.materialize.content.Item;
import io.lockstep.materialize.content.Merge;
import io.lockstep.materialize.content.Merge.Held;
import io.lockstep.materialize.content.RootMark;
import io.lockstep.materialize.content.Scan;
import io.lockstep.materialize.content.Selection;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.schema.ContentEntry;
import io.lockstep.schema.ContentPublished;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** One folder of this node, and what it takes to keep it in step. One thread. */
final class ContentFolder implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofMillis(30);

  private final FolderSpec spec;
  private final Path root;
  private final Base base;
  private final RootMark mark;
  private final HashCache cache;
  private final FolderScanner scanner;
  private final Outgoing outgoing;
  private final Incoming incoming;
  private final Selection selection;
  private Scan scan = new Scan(true, Map.of(), Map.of(), Set.of());
  private String seen = "";
  private boolean another;
  private boolean stale = true;

  /**
   * What a round came to.
   *
   * @param pause after how long to look again at the latest; null for when something happens
   */
  record Round(FolderStatus status, Set<String> changed, Map<String, Path> kept, Duration pause) {}

  ContentFolder(
      FolderSpec spec,
      Path files,
      Path data,
      ContentLog log,
      Submitter submitter,
      ContentCheck check,
      ExecutorService threads,
      Consumer<Path> watch) {
    this.spec = spec;
    this.root = files.resolve(spec.path()).normalize();
    this.selection = new Selection(spec.include(), spec.exclude());
    Validations validations = new Validations(spec, check);
    this.mark = RootMark.load(data.resolve("content").resolve(spec.name() + ".root"));
    this.cache = HashCache.load(data.resolve("content").resolve(spec.name() + ".hashes"));
    this.base = Base.open(data.resolve("content").resolve(spec.name() + ".base"));
    this.scanner = new FolderScanner(root, selection, cache, Clock.systemUTC(), watch);
    this.outgoing =
        new Outgoing(spec.name(), root, base, scanner, log, submitter, threads, validations);
    LogPieces pieces = new LogPieces(log);
    FolderWriter writer =
        new FolderWriter(
            root,
            pieces,
            scanner,
            data.resolve("replaced").resolve("content").resolve(spec.name()),
            validations::of,
            check,
            threads);
    this.incoming = new Incoming(spec.name(), base, writer, pieces);
    writer.cleanLeftovers();
  }

  FolderSpec spec() {
    return spec;
  }

  Path root() {
    return root;
  }

  /**
   * Looks, publishes, writes.
   *
   * @param look whether to look at the disk; else it is taken to be as it was seen last
   * @param confirmed whether what is missing shall be deleted, however much it is
   * @param before hears of the revision before files change by it, maybe several times
   * @throws IOException if what is in step cannot be kept
   * @throws io.lockstep.log.LogUnavailableException if the brokers do not answer
   */
  Round round(ClusterImage image, boolean look, boolean confirmed, LongConsumer before)
      throws IOException, InterruptedException {
    Map<String, Held> cluster = cluster(image);
    if (look || stale) {
      look(cluster);
    }
    if (!scan.there() && base.paths().isEmpty()) {
      Files.createDirectories(root); // its first time on this node
      look(cluster);
    }
    Merge merge = Merge.of(base, scan, cluster, selection, another, confirmed);
    if (merge.vanished()) {
      stale = true; // what was seen is not to be relied on when the disk is back
      FolderStatus status = status(image, merge, scan.refused(), 0, 0);
      return new Round(status, Set.of(), Map.of(), null);
    }
    if (!stale) {
      mark.note(seen);
      another = false;
    }
    base.settle(merge.news(base));
    Map<String, String> problems = new LinkedHashMap<>();
    Set<String> published = new LinkedHashSet<>();
    boolean again = outgoing.publish(merge, scan, cluster, problems, published);
    base.settle(merge.news(base)); // of what was read meanwhile
    scan.refused().forEach(problems::putIfAbsent);
    Set<String> changed = new LinkedHashSet<>();
    Map<String, Path> kept = new LinkedHashMap<>();
    again |=
        incoming.write(merge, scan, problems, changed, kept, () -> before.accept(image.revision()));
    stale |= !changed.isEmpty();
    int toPublish = merge.publish().size() + merge.remove().size() - published.size();
    int toWrite = merge.write().size() + merge.delete().size() - changed.size() - incoming.held();
    return new Round(
        status(image, merge, problems, toPublish, toWrite), changed, kept, pause(again || stale));
  }

  /** A disk may come or go meanwhile: then it is to be looked at again. */
  private void look(Map<String, Held> cluster) throws IOException {
    String before = RootMark.of(root);
    scan = scanner.scan(path -> outgoing.isUploadedAtOnce(path, cluster));
    seen = RootMark.of(root);
    stale = !seen.equals(before);
    another = stale || mark.isAnother(seen);
  }

  /** After how long to look again; null for when something happens. */
  private Duration pause(boolean again) {
    if (!scan.busy().isEmpty()) {
      return Duration.ofMillis(Math.min(AGAIN.toMillis(), scanner.restMillis()));
    }
    return again ? AGAIN : null;
  }

  private Map<String, Held> cluster(ClusterImage image) {
    Map<String, Held> cluster = new HashMap<>();
    image
        .content()
        .entities()
        .forEach(
            entity -> {
              ContentEntry entry = entity.payload(ContentPublished.class).getEntry();
              if (entry.getFolder().equals(spec.name()) && selection.takes(entry.getPath())) {
                cluster.put(entry.getPath(), new Held(Item.of(entry), entity.revision()));
              }
            });
    return cluster;
  }

  private FolderStatus status(
      ClusterImage image, Merge merge, Map<String, String> problems, int toPublish, int toWrite) {
    List<String> sentences = new ArrayList<>();
    problems.forEach(
        (path, problem) -> sentences.add((path.isEmpty() ? "." : path) + " " + problem));
    if (merge.vanished()) {
      sentences.add(0, vanished());
    }
    boolean inStep =
        sentences.isEmpty()
            && merge.blind().isEmpty()
            && scan.busy().isEmpty()
            && toPublish == 0
            && toWrite == 0;
    return new FolderStatus(
        spec.name(),
        root.toString(),
        (int) scan.found().values().stream().filter(f -> !f.item().isDirectory()).count(),
        scan.found().values().stream().mapToLong(f -> f.item().size()).sum(),
        toPublish,
        toWrite,
        inStep,
        image.revision(),
        sentences);
  }

  private String vanished() {
    String how = scan.there() ? "run" : "make it and run";
    String what =
        scan.there()
            ? "most of folder %s is missing in %s".formatted(spec.name(), root)
            : "folder %s is missing: there is no %s".formatted(spec.name(), root);
    return "%s, so nothing is deleted in the cluster and nothing written here; %s, %s %s"
        .formatted(
            what,
            "mount its disk again, or, if it shall be deleted everywhere",
            how,
            "lockstep content publish " + spec.name() + " --confirm-deletes");
  }

  /** Keeps on disk what makes a restart quick. */
  void save() {
    cache.save();
  }

  @Override
  public void close() {
    cache.save();
    base.close();
  }
}
