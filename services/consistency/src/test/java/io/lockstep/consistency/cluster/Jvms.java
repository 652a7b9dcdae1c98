package io.lockstep.consistency.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command lines of the processes: small and soon there, as many run on one machine. */
final class Jvms {
  private static final Path BROKER = Path.of("services", "sandbox", "broker", "target", "lib");

  private Jvms() {}

  /** A JVM with the class path of this one's tests. */
  static List<String> own(String heap) {
    return java(
        heap,
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
  }

  /** A JVM with the class path of the sandbox's broker. */
  static List<String> broker(String heap) {
    try (Stream<Path> jars = Files.list(folder())) {
      return java(heap, jars.map(Path::toString).sorted().collect(Collectors.joining(":")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve(BROKER))) {
        return dir.resolve(BROKER);
      }
    }
    throw new IllegalStateException(
        "no folder above " + Path.of("").toAbsolutePath() + " has " + BROKER + "; build with -am");
  }

  private static List<String> java(String heap, String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-Xss512k", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", classPath));
    return command;
  }
}
