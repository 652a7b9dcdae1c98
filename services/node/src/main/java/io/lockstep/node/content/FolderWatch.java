package io.lockstep.node.content;

import io.lockstep.state.image.ContentRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes in directories. It may miss some, such as where the system has no more watches
 * to give: a sweep has to follow. Its thread: {@code lockstep-content-watch}.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private final WatchService service;
  private final Consumer<Path> changed;
  private final Map<Path, WatchKey> keys = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "lockstep-content-watch");
  private volatile boolean full;

  /**
   * Watches nothing yet.
   *
   * @param changed hears of a directory in which something changed; null for any. Must not block
   */
  FolderWatch(Consumer<Path> changed) {
    this.changed = changed;
    try {
      service = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** Watches a directory too. Any thread. */
  void add(Path directory) {
    if (keys.containsKey(directory)) {
      return;
    }
    try {
      keys.put(
          directory,
          directory.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE));
    } catch (NoSuchFileException e) {
      // it has gone again
    } catch (IOException e) {
      if (!full) {
        LOG.warn("not all directories are watched, changes take longer reason={}", e.toString());
        full = true;
      }
    }
  }

  /** Whether some directories are not watched. */
  boolean isPartial() {
    return full;
  }

  private void run() {
    try {
      while (true) {
        WatchKey key = service.take();
        boolean news = false;
        for (WatchEvent<?> event : key.pollEvents()) {
          if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
            changed.accept(null);
          } else {
            String name = event.context().toString();
            news |= !name.startsWith(ContentRules.TEMPORARY_PREFIX);
          }
        }
        Path directory = (Path) key.watchable();
        if (!key.reset()) {
          keys.remove(directory);
          news = true; // it was deleted, or is another one now
        }
        if (news) {
          changed.accept(directory);
        }
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      // closed
    }
  }

  @Override
  public void close() {
    try {
      service.close();
      thread.join(1_000);
    } catch (IOException e) {
      LOG.warn("watching did not end cleanly reason={}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
