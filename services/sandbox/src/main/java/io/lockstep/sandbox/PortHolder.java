package io.lockstep.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells which process listens on a port, where the system lets us know (Linux, own processes). */
final class PortHolder {
  private static final String LISTEN = "0A";
  private static final int COMMAND_LENGTH = 80;

  private PortHolder() {}

  /** Such as {@code process 4711 (java -jar …)}; {@code another process} when it is not known. */
  static String describe(int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      addListening(sockets, Path.of("/proc/net", table), port);
    }
    if (!sockets.isEmpty()) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (Path process : processes) {
          if (holdsOneOf(process, sockets)) {
            return "process " + process.getFileName() + " (" + command(process) + ")";
          }
        }
      } catch (IOException e) {
        return "another process";
      }
    }
    return "another process";
  }

  /** Lines are {@code sl local_address rem_address st … inode}, the address in hexadecimal. */
  private static void addListening(Set<String> sockets, Path table, int port) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    try {
      for (String line : Files.readAllLines(table)) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTEN)) {
          sockets.add("socket:[" + fields[9] + "]");
        }
      }
    } catch (IOException e) {
      // Not Linux, or no such protocol: then it stays unknown.
    }
  }

  private static boolean holdsOneOf(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (sockets.contains(link(file))) {
          return true;
        }
      }
    } catch (IOException e) {
      // Ended meanwhile, or of another user.
    }
    return false;
  }

  private static String link(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String command(Path process) {
    try {
      String command = Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
      return command.length() <= COMMAND_LENGTH
          ? command
          : command.substring(0, COMMAND_LENGTH) + "…";
    } catch (IOException e) {
      return "unknown command";
    }
  }
}
