package io.lockstep.consistency.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells which process of the cluster has the other end of a connection, from what Linux shows of
 * sockets in {@code /proc}: all are on this machine, and nothing in what they send says it.
 */
final class Owners {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int INODE = 9;

  private final Collection<Child> children;

  Owners(Collection<Child> children) {
    this.children = children;
  }

  /** The child that connected from its port to the other; empty if it is none, or gone. */
  Optional<Child> find(int from, int to) {
    return inode(from, to).flatMap(this::holder);
  }

  private static Optional<String> inode(int from, int to) {
    for (Path table : TABLES) {
      try (Stream<String> lines = Files.lines(table)) {
        Optional<String> found =
            lines
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> port(row[LOCAL]) == from && port(row[REMOTE]) == to)
                .map(row -> row[INODE])
                .findFirst();
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException e) {
        throw new IllegalStateException("partitions need " + table + " of Linux", e);
      }
    }
    return Optional.empty();
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
  }

  private Optional<Child> holder(String inode) {
    String socket = "socket:[" + inode + "]";
    return children.stream().filter(child -> holds(child, socket)).findFirst();
  }

  private static boolean holds(Child child, String socket) {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", child.pid() + "", "fd"))) {
      return descriptors.anyMatch(each -> target(each).equals(socket));
    } catch (IOException e) {
      return false; // it has ended
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }
}
