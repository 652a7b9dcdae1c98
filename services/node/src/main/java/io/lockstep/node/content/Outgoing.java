package io.lockstep.node.content;

import io.lockstep.log.content.ContentLog;
import io.lockstep.materialize.content.Base;
import io.lockstep.materialize.content.FolderScanner;
import io.lockstep.materialize.content.Item;
import io.lockstep.materialize.content.Merge;
import io.lockstep.materialize.content.Merge.Held;
import io.lockstep.materialize.content.Merge.Publish;
import io.lockstep.materialize.content.Merge.Remove;
import io.lockstep.materialize.content.Scan;
import io.lockstep.node.command.Submissions;
import io.lockstep.node.content.Submitter.Step;
import io.lockstep.schema.PublishContent;
import io.lockstep.schema.RemoveContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a folder gives to the cluster. Files are read once: their hash, their pieces and what the
 * log lacks of them come from the same look. One thread.
 */
final class Outgoing {
  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

  /** So much is uploaded before it is published: others receive it while the next is uploaded. */
  private static final long BYTES_TOGETHER = 8L * 1024 * 1024;

  private static final int STEPS_TOGETHER = 256;

  private final String folder;
  private final Path root;
  private final Base base;
  private final FolderScanner scanner;
  private final ContentLog log;
  private final Submitter submitter;
  private final Uploader uploader;
  private final Executor threads;
  private final Validations validations;
  private final Map<String, Item> refused = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();

  Outgoing(
      String folder,
      Path root,
      Base base,
      FolderScanner scanner,
      ContentLog log,
      Submitter submitter,
      Executor threads,
      Validations validations) {
    this.folder = folder;
    this.root = root;
    this.base = base;
    this.scanner = scanner;
    this.log = log;
    this.submitter = submitter;
    this.uploader = new Uploader(log, threads);
    this.threads = threads;
    this.validations = validations;
  }

  /**
   * Whether a file is most likely the cluster's next, so that it is uploaded while it is read:
   * where the cluster may win, or the file may not be taken, it is looked at first.
   */
  boolean isUploadedAtOnce(String path, Map<String, Held> cluster) {
    return log.isCaughtUp() // what is there already need not be sent
        && (base.get(path) != null || !cluster.containsKey(path))
        && validations.of(path).isEmpty();
  }

  /**
   * Publishes what was planned, and reads, plans and publishes what was left unread.
   *
   * @param published gets the paths that the cluster has, or has no more
   * @return whether it has to be tried again soon
   */
  boolean publish(
      Merge merge,
      Scan scan,
      Map<String, Held> cluster,
      Map<String, String> problems,
      Set<String> published)
      throws IOException, InterruptedException {
    refused.keySet().removeIf(path -> !refused.get(path).equals(scan.item(path)));
    if (merge.publish().isEmpty() && merge.remove().isEmpty() && scan.unread().isEmpty()) {
      return false;
    }
    if (!log.isCaughtUp()) {
      return true;
    }
    Publication publication = new Publication(log, submitter, threads);
    Parts parts = new Parts(publication);
    boolean again = false;
    try {
      for (Publish publish : merge.publish()) {
        again |= !take(publish, scan, problems, parts);
      }
      for (String path : List.copyOf(scan.unread().keySet())) {
        int planned = merge.publish().size();
        scanner.read(path, scan, uploader.after(sha256(base.get(path))));
        merge.add(List.of(path), base, scan, cluster);
        for (Publish publish : merge.publish().subList(planned, merge.publish().size())) {
          again |= !take(publish, scan, problems, parts);
        }
      }
      merge.remove().forEach(parts::remove);
      parts.end();
      publication.await();
    } finally {
      settle(publication, problems, published);
    }
    return again || !publication.isDecided();
  }

  private static String sha256(Item item) {
    return item == null || !item.isFile() ? null : item.sha256();
  }

  /** Steps until they are worth to be submitted. */
  private final class Parts {
    private final Publication publication;
    private final List<Step<Publish>> steps = new ArrayList<>();
    private long sent = uploader.sent();

    Parts(Publication publication) {
      this.publication = publication;
    }

    void publish(Publish publish) {
      PublishContent content = new PublishContent(publish.item().entry(folder, publish.path()));
      steps.add(new Step<>(publish, Submissions.operation(content, null)));
      if (uploader.sent() - sent >= BYTES_TOGETHER || steps.size() >= STEPS_TOGETHER) {
        end();
      }
    }

    void remove(Remove remove) {
      steps.add(
          new Step<>(
              new Publish(remove.path(), null),
              Submissions.operation(new RemoveContent(folder, remove.path()), remove.revision())));
    }

    void end() {
      publication.add(steps);
      steps.clear();
      sent = uploader.sent();
    }
  }

  /** Returns false if the file changed meanwhile: it must not be published. */
  private boolean take(Publish publish, Scan scan, Map<String, String> problems, Parts parts)
      throws IOException {
    String problem = problem(publish);
    if (problem != null) {
      problems.put(publish.path(), problem);
      return true;
    }
    if (!uploads(publish, scan.found().get(publish.path()))) {
      return false;
    }
    parts.publish(publish);
    return true;
  }

  private String problem(Publish publish) throws IOException {
    if (publish.item().equals(refused.get(publish.path()))) {
      return refusals.get(publish.path());
    }
    return publish.item().isFile()
        ? validations.problem(publish.path(), root.resolve(publish.path()), publish.item().sha256())
        : null;
  }

  /**
   * Whether the log has its bytes, or gets them. Whether a file is still what was scanned, its
   * stamp tells: its bytes rested when they were scanned, so that who changes them changes the
   * stamp.
   */
  private boolean uploads(Publish publish, Scan.Found found) {
    Item item = publish.item();
    if (!item.isFile() || item.size() == 0 || uploader.has(item.sha256())) {
      return true; // read a moment ago, or moved, copied, or put back
    }
    try {
      Path file = root.resolve(publish.path());
      return found.isUnchanged(file)
          && uploader.after(sha256(base.get(publish.path()))).sha256(file).equals(item.sha256())
          && found.isUnchanged(file);
    } catch (IOException e) {
      return false; // gone or not readable any more: the next scan says which
    }
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
      LOG.info("published content folder={} paths={}", folder, settled.size());
    }
  }
}
