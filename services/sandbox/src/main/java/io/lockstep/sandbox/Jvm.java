package io.lockstep.sandbox;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines of Java processes that shall start fast and stay small. */
final class Jvm {
  private Jvm() {}

  /** The {@code java} that runs this process. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * A program that carries the cluster's load, and its first options: the mark, its heap, and a
   * temporary folder of its own. With all compilers: the first one alone makes a start no quicker
   * that counts, and has no use for what the processor does for hashes, which are ten times slower
   * then.
   */
  static List<String> command(Layout layout, String name, String maxHeap) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add(RunningProcess.mark(layout, name));
    // One collector thread: the machine is shared by five processes.
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.add("-Xmx" + maxHeap);
    // Nothing outside the sandbox folder.
    command.add("-XX:-UsePerfData");
    command.add("-Djava.io.tmpdir=" + layout.tmp(name));
    return command;
  }

  /** The same for a program that is soon done, or has little to do: one compiler. */
  static List<String> light(Layout layout, String name, String maxHeap) {
    List<String> command = command(layout, name, maxHeap);
    command.add("-XX:TieredStopAtLevel=1");
    return command;
  }

  static String classPath(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
