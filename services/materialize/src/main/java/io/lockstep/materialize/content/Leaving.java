package io.lockstep.materialize.content;

import io.lockstep.materialize.content.Merge.Delete;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What can go of what shall: a directory in which something stands that does not take part stays
 * until that has gone.
 */
final class Leaving {
  private Leaving() {}

  /**
   * Those that can, in their order.
   *
   * @param deletes the deepest first
   */
  static List<Delete> of(Path root, Collection<Delete> deletes) {
    Set<String> going = new HashSet<>();
    deletes.forEach(delete -> going.add(delete.path()));
    List<Delete> leaving = new ArrayList<>();
    for (Delete delete : deletes) {
      if (delete.there().item().isDirectory() && isHeld(root, delete.path(), going)) {
        going.remove(delete.path()); // which holds the one that it stands in, too
      } else {
        leaving.add(delete);
      }
    }
    return leaving;
  }

  private static boolean isHeld(Path root, String path, Set<String> going) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(path))) {
      for (Path entry : entries) {
        if (!going.contains(path + "/" + entry.getFileName())) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return false; // trying to delete it says why it cannot be
    }
  }
}
