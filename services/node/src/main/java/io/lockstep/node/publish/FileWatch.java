package io.lockstep.node.publish;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells at once when somebody touches one of certain files; not always, so a sweep has to follow.
 * One thread, {@code lockstep-file-watch}.
 */
final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final WatchEvent.Kind<?>[] KINDS = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_MODIFY,
    StandardWatchEventKinds.ENTRY_DELETE
  };

  private static final Duration APART = Duration.ofMillis(100);

  private final Runnable touched;
  private final Thread thread = new Thread(this::run, "lockstep-file-watch");
  private final Map<Path, WatchKey> keys = new ConcurrentHashMap<>();
  private volatile Set<Path> files = Set.of();
  private WatchService service;
  private boolean failed;

  /** {@code touched} is run on the watching thread; it must not block. */
  FileWatch(Runnable touched) {
    this.touched = touched;
  }

  void start() {
    try {
      service = Path.of("/").getFileSystem().newWatchService();
      thread.start();
    } catch (IOException e) {
      fail(e);
    }
  }

  /** The files from now on. Directories that come later are watched with the next call. */
  void watch(Collection<Path> next) {
    files = Set.copyOf(next);
    if (service == null) {
      return;
    }
    Set<Path> directories = files.stream().map(Path::getParent).collect(Collectors.toSet());
    for (Path directory : Set.copyOf(keys.keySet())) {
      if (!directories.contains(directory) || !keys.get(directory).isValid()) {
        keys.remove(directory).cancel();
      }
    }
    for (Path directory : directories) {
      if (!keys.containsKey(directory) && Files.isDirectory(directory)) {
        try {
          keys.put(directory, directory.register(service, KINDS));
        } catch (IOException e) {
          fail(e);
        } catch (ClosedWatchServiceException e) {
          return; // the publisher did not end in time
        }
      }
    }
  }

  private void fail(IOException e) {
    if (!failed) {
      failed = true;
      LOG.warn("cannot watch files, so changes are seen by sweeps alone reason={}", e.toString());
    }
  }

  private void run() {
    try {
      while (true) {
        WatchKey key = service.take();
        boolean ours = false;
        for (WatchEvent<?> event : key.pollEvents()) {
          ours |=
              event.kind() == StandardWatchEventKinds.OVERFLOW
                  || event.context() instanceof Path name
                      && key.watchable() instanceof Path directory
                      && files.contains(directory.resolve(name));
        }
        key.reset();
        if (ours) {
          touched.run();
          TimeUnit.MILLISECONDS.sleep(APART.toMillis()); // a file may be written to all the time
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      LOG.debug("the watch of files has ended");
    }
  }

  @Override
  public void close() {
    if (service == null) {
      return;
    }
    try {
      service.close();
      thread.interrupt();
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (IOException e) {
      LOG.warn("the watch of files was not closed cleanly reason={}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
