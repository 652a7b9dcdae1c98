package io.lockstep.materialize.file;

import java.util.List;

/** The spelling of paths in a managed folder: segments separated by '/', none of them special. */
final class ManagedPath {
  private ManagedPath() {}

  static List<String> segments(String path) {
    if (path.startsWith("/")) {
      throw refused(path, "it is absolute");
    }
    if (path.indexOf('\0') >= 0) {
      throw refused(path.replace('\0', '?'), "it has a NUL character");
    }
    List<String> segments = List.of(path.split("/", -1));
    for (String segment : segments) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw refused(path, "it has the segment \"" + segment + "\"");
      }
      if (segment.startsWith(ManagedFolder.TEMPORARY_PREFIX)) {
        throw refused(path, ManagedFolder.TEMPORARY_PREFIX + " marks temporary files");
      }
      if (segment.equals(ManagedFolder.LOCK)) {
        throw refused(path, ManagedFolder.LOCK + " is the lock of who writes there");
      }
    }
    return segments;
  }

  static MaterializeException refused(String path, String reason) {
    return new MaterializeException(
        "\"" + path + "\"",
        "no path of a managed file: " + reason,
        "name a path that stays inside of the folder, such as conf/servers",
        null);
  }
}
