package io.lockstep.materialize.content;

import io.lockstep.materialize.file.Ownership;
import io.lockstep.state.image.ContentRules;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The directories on the way to what is written in a folder: those that are missing are made, none
 * may be a link, and those in which something changed are brought to the device. One thread.
 */
final class Ways {
  private final Path root;
  private final Map<String, Path> parents = new HashMap<>();
  private final Set<Path> changed = new LinkedHashSet<>();

  Ways(Path root) {
    this.root = root;
  }

  /** Knows nothing of what was before. */
  void begin() {
    parents.clear();
    changed.clear();
  }

  /** Looks at every directory again: some may go. */
  void forget() {
    parents.clear();
  }

  /** Something in a directory came, went or was renamed. */
  void changed(Path directory) {
    changed.add(directory);
  }

  /** Where a path is. */
  Path place(String path) throws IOException {
    return parent(path).resolve(path.substring(path.lastIndexOf('/') + 1));
  }

  /** The directory of a path. */
  Path parent(String path) throws IOException {
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
        Ownership.keep(next, directory);
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

  /**
   * Brings what changed to the device.
   *
   * @param problems gets what cannot be brought there, by path
   */
  void sync(Map<String, String> problems) {
    for (Path directory : changed) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (NoSuchFileException e) {
        // deleted after a file in it
      } catch (IOException e) {
        problems.put(root.relativize(directory).toString(), Reasons.of(e));
      }
    }
  }
}
