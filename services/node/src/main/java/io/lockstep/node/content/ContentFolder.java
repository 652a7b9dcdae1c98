package io.lockstep.node.content;

import io.lockstep.log.content.ContentLog;
import io.lockstep.materialize.content.Base;
import io.lockstep.materialize.content.Chunker;
import io.lockstep.materialize.content.ContentCheck;
import io.lockstep.materialize.content.FolderScanner;
import io.lockstep.materialize.content.FolderWriter;
import io.lockstep.materialize.content.HashCache;
import io.lockstep.materialize.content.Item;
import io.lockstep.materialize.content.Merge;
import io.lockstep.materialize.content.Merge.Delete;
import io.lockstep.materialize.content.Merge.Held;
import io.lockstep.materialize.content.Merge.Publish;
import io.lockstep.materialize.content.Merge.Remove;
import io.lockstep.materialize.content.Merge.Write;
import io.lockstep.materialize.content.Scan;
import io.lockstep.materialize.content.Selection;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import io.lockstep.node.command.Submissions;
import io.lockstep.node.content.Submitter.Step;
import io.lockstep.schema.ContentEntry;
import io.lockstep.schema.ContentPublished;
import io.lockstep.schema.PublishContent;
import io.lockstep.schema.RemoveContent;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One folder of this node, and what it takes to keep it in step. One thread. */
final class ContentFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContentFolder.class);
  private static final int WRITTEN_TOGETHER = 512;

  /** So long are files at most that are open together. */
  private static final long BYTES_TOGETHER = 64L * 1024 * 1024;

  /** So much is uploaded before it is published: others receive it while the next is uploaded. */
  private static final long UPLOADED_TOGETHER = 16L * 1024 * 1024;

  private final FolderSpec spec;
  private final Path root;
  private final Base base;
  private final HashCache cache;
  private final FolderScanner scanner;
  private final FolderWriter writer;
  private final ContentLog log;
  private final LogPieces pieces;
  private final Uploader uploader;
  private final Submitter submitter;
  private final ExecutorService threads;
  private final Selection selection;
  private final List<Map.Entry<Selection, Validation>> validations = new ArrayList<>();
  private final ContentCheck check;
  private final Map<String, String> valid = new HashMap<>();
  private final Set<String> held = new HashSet<>();
  private final Map<String, Item> refused = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();
  private Scan scan = new Scan(true, Map.of(), Map.of(), Set.of());
  private boolean stale = true;

  /** What a round came to. */
  record Round(
      FolderStatus status,
      Set<String> changed,
      Map<String, Path> kept,
      boolean again,
      boolean vanished) {}

  ContentFolder(
      FolderSpec spec,
      Path files,
      Path data,
      ContentLog log,
      Submitter submitter,
      ContentCheck check,
      ExecutorService threads,
      Consumer<Path> watch)
      throws IOException {
    this.spec = spec;
    this.root = files.resolve(spec.path()).normalize();
    this.log = log;
    this.submitter = submitter;
    this.threads = threads;
    this.check = check;
    this.selection = new Selection(spec.include(), spec.exclude());
    spec.validate()
        .forEach(
            (glob, kind) ->
                validations.add(Map.entry(new Selection(List.of(glob), List.of()), kind)));
    this.base = Base.open(data.resolve("content").resolve(spec.name() + ".base"));
    this.cache = HashCache.load(data.resolve("content").resolve(spec.name() + ".hashes"));
    this.scanner = new FolderScanner(root, selection, cache, Clock.systemUTC(), watch);
    this.pieces = new LogPieces(log);
    this.uploader = new Uploader(log);
    this.writer =
        new FolderWriter(
            root,
            pieces,
            scanner,
            data.resolve("replaced").resolve("content").resolve(spec.name()),
            this::validation,
            check,
            threads);
    writer.cleanLeftovers();
  }

  FolderSpec spec() {
    return spec;
  }

  Path root() {
    return root;
  }

  private Optional<Validation> validation(String path) {
    return validations.stream()
        .filter(each -> each.getKey().takes(path))
        .map(Map.Entry::getValue)
        .findFirst();
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
    boolean looks = look || stale;
    if (looks) {
      scan = scanner.scan();
      stale = false;
    }
    Map<String, Held> cluster = cluster(image);
    if (!scan.there() && base.paths().isEmpty()) {
      Files.createDirectories(root); // its first time on this node
      scan = scanner.scan();
    }
    Merge merge = Merge.of(base, scan, cluster, selection, confirmed);
    Map<String, String> problems = new LinkedHashMap<>(scan.refused());
    if (merge.vanished()) {
      FolderStatus status = status(image, merge, problems, 0, 0);
      return new Round(status, Set.of(), Map.of(), false, true);
    }
    base.settle(merge.news(base));
    boolean again = !scan.busy().isEmpty();
    Set<String> published = new LinkedHashSet<>();
    again |= publish(merge, problems, published);
    Set<String> changed = new LinkedHashSet<>();
    Map<String, Path> kept = new LinkedHashMap<>();
    again |= write(merge, problems, changed, kept, () -> before.accept(image.revision()));
    stale |= !changed.isEmpty();
    int toPublish = merge.publish().size() + merge.remove().size() - published.size();
    int toWrite = merge.write().size() + merge.delete().size() - changed.size() - held.size();
    return new Round(
        status(image, merge, problems, toPublish, toWrite), changed, kept, again || stale, false);
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

  /** Returns whether it has to be tried again soon. */
  private boolean publish(Merge merge, Map<String, String> problems, Set<String> published)
      throws IOException, InterruptedException {
    boolean again = false;
    refused.keySet().removeIf(path -> !refused.get(path).equals(scan.item(path)));
    List<Publish> wanted = new ArrayList<>();
    for (Publish publish : merge.publish()) {
      String problem = sourceProblem(publish);
      if (problem == null) {
        wanted.add(publish);
      } else {
        problems.put(publish.path(), problem);
      }
    }
    if (wanted.isEmpty() && merge.remove().isEmpty()) {
      return false;
    }
    if (!log.isCaughtUp()) {
      return true; // what is there already need not be sent
    }
    Publication publication = new Publication(submitter, threads);
    try {
      again = !submit(publication, wanted, merge.remove());
    } finally {
      settle(publication, problems, published);
    }
    return again || !publication.isDecided();
  }

  /** Uploads and submits; returns false if a file changed meanwhile. */
  private boolean submit(Publication publication, List<Publish> wanted, List<Remove> removes)
      throws InterruptedException {
    boolean all = true;
    List<Step<Publish>> steps = new ArrayList<>();
    long sent = uploader.sent();
    for (Publish publish : wanted) {
      if (uploads(publish)) {
        steps.add(
            new Step<>(
                publish,
                Submissions.operation(
                    new PublishContent(publish.item().entry(spec.name(), publish.path())), null)));
      } else {
        all = false;
      }
      if (uploader.sent() - sent >= UPLOADED_TOGETHER) {
        log.flush();
        publication.add(steps);
        steps = new ArrayList<>();
        sent = uploader.sent();
      }
    }
    log.flush();
    for (Remove remove : removes) {
      steps.add(
          new Step<>(
              new Publish(remove.path(), null),
              Submissions.operation(
                  new RemoveContent(spec.name(), remove.path()), remove.revision())));
    }
    publication.add(steps);
    publication.await();
    return all;
  }

  private void settle(Publication publication, Map<String, String> problems, Set<String> published)
      throws IOException {
    publication
        .refused()
        .forEach(
            (item, message) -> {
              problems.put(item.path(), "is refused: " + message);
              if (item.item() != null) {
                refused.put(item.path(), item.item());
                refusals.put(item.path(), "is refused: " + message);
              }
            });
    Map<String, Item> settled = publication.accepted();
    base.settle(settled);
    published.addAll(settled.keySet());
    if (!settled.isEmpty()) {
      LOG.info("published content folder={} paths={}", spec.name(), settled.size());
    }
  }

  private String sourceProblem(Publish publish) throws IOException {
    if (publish.item().equals(refused.get(publish.path()))) {
      return refusals.get(publish.path());
    }
    Optional<Validation> kind =
        publish.item().isFile() ? validation(publish.path()) : Optional.empty();
    if (kind.isEmpty() || publish.item().sha256().equals(valid.get(publish.path()))) {
      return null;
    }
    Optional<String> problem = check.problem(kind.get(), root.resolve(publish.path()));
    if (problem.isEmpty()) {
      valid.put(publish.path(), publish.item().sha256());
      return null;
    }
    return FolderWriter.invalid(kind.get(), problem.get());
  }

  private boolean uploads(Publish publish) {
    try {
      return !publish.item().isFile()
          || uploader.upload(root.resolve(publish.path()), scan.found().get(publish.path()));
    } catch (IOException e) {
      return false; // gone or not readable any more: the next scan says which
    }
  }

  private boolean write(
      Merge merge,
      Map<String, String> problems,
      Set<String> changed,
      Map<String, Path> kept,
      Runnable before)
      throws IOException, InterruptedException {
    held.clear();
    if (merge.write().isEmpty() && merge.delete().isEmpty()) {
      return false;
    }
    boolean again = false;
    Map<String, Item> intended = new HashMap<>();
    Map<String, Item> there = new HashMap<>();
    for (Write write : merge.write()) {
      intended.put(write.path(), write.item());
      there.put(write.path(), write.there() == null ? null : write.there().item());
    }
    base.intend(intended, there);
    List<Write> writes = merge.write();
    int from = 0;
    do {
      List<Write> together = writes.subList(from, from + together(writes, from));
      prefetch(together);
      from += together.size();
      // What goes may have the bytes of what comes: a file that was moved.
      List<Delete> deletes = from == writes.size() ? merge.delete() : List.of();
      FolderWriter.Result result = writer.apply(together, deletes, scan, before);
      base.settle(result.done());
      changed.addAll(result.done().keySet());
      kept.putAll(result.kept());
      for (Map.Entry<String, String> problem : result.problems().entrySet()) {
        if (problem.getValue().equals(FolderWriter.EDITED)) {
          again = true;
        } else {
          problems.put(problem.getKey(), problem.getValue());
        }
      }
    } while (from < writes.size());
    for (Delete delete : merge.delete()) {
      if (!changed.contains(delete.path()) && !problems.containsKey(delete.path())) {
        held.add(delete.path()); // something stands in it that does not take part
      }
    }
    if (!changed.isEmpty()) {
      LOG.info("wrote content folder={} paths={}", spec.name(), changed.size());
    }
    return again;
  }

  private static int together(List<Write> writes, int from) {
    int count = 0;
    long bytes = 0;
    while (from + count < writes.size() && count < WRITTEN_TOGETHER && bytes < BYTES_TOGETHER) {
      bytes += writes.get(from + count).item().size();
      count++;
    }
    return count;
  }

  private void prefetch(List<Write> writes) throws InterruptedException {
    Set<String> small = new LinkedHashSet<>();
    long bytes = 0;
    for (Write write : writes) {
      long size = write.item().size();
      if (size > 0 && size <= Chunker.MIN && bytes + size <= 8 * 1024 * 1024) {
        small.add(write.item().sha256());
        bytes += size;
      }
    }
    if (small.size() > 1) {
      pieces.prefetch(small);
    }
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
    return ("most of folder %s is missing in %s, so nothing is deleted in the cluster and nothing"
            + " written here; mount its disk again, or, if it shall be deleted everywhere, run"
            + " lockstep content publish %s --confirm-deletes")
        .formatted(spec.name(), root, spec.name());
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
