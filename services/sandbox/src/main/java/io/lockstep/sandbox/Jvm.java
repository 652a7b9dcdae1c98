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

  /** The program and its first options: the mark, its heap, and a temporary folder of its own. */
  static List<String> command(Layout layout, String name, String maxHeap) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add(RunningProcess.mark(layout, name));
    // One compiler tier and one collector thread: the machine is shared by five processes.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.add("-Xmx" + maxHeap);
    // Nothing outside the sandbox folder.
    command.add("-XX:-UsePerfData");
    command.add("-Djava.io.tmpdir=" + layout.tmp(name));
    return command;
  }

  static String classPath(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
