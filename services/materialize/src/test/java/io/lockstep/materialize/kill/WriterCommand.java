package io.lockstep.materialize.kill;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Starts {@link EndlessWriter} in a JVM that takes its classes from an archive (class data
 * sharing): it writes about twice as soon, and a test that starts hundreds of them kills that many
 * more.
 */
final class WriterCommand {
  /** Writes that load all classes that the archive is to have. */
  private static final int WRITES = 5;

  private final String classPath;
  private final Path archive;

  /**
   * @param folder of its own; it gets the archive and what a first process writes to make it
   * @throws IOException also if the JVM made no archive
   */
  WriterCommand(Path folder) throws IOException, InterruptedException {
    this.classPath = String.join(File.pathSeparator, jars(folder));
    this.archive = folder.resolve("writer.jsa");
    Path files = folder.resolve("files");
    Stamped.startIn(files);
    Path log = folder.resolve("archive.log");
    Process first =
        new ProcessBuilder(
                command(
                    "-XX:ArchiveClassesAtExit=" + archive,
                    files,
                    folder.resolve("data/manifest.json"),
                    1,
                    WRITES))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (first.waitFor() != 0 || !Files.exists(archive)) {
        throw new IOException("no archive of classes: " + Files.readString(log));
      }
    } finally {
      first.destroyForcibly();
    }
  }

  List<String> toWriteUntilKilled(Path files, Path manifest, long seed) {
    return command("-XX:SharedArchiveFile=" + archive, files, manifest, seed, Long.MAX_VALUE);
  }

  private List<String> command(String option, Path files, Path manifest, long seed, long writes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        option,
        "-cp",
        classPath,
        EndlessWriter.class.getName(),
        files.toString(),
        manifest.toString(),
        Long.toString(seed),
        Long.toString(writes));
  }

  /** The class path with a JAR in place of each folder: the JVM makes no archive of folders. */
  private static List<String> jars(Path folder) throws IOException {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    List<String> jars = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator)) {
      if (!Files.isDirectory(Path.of(entry))) {
        jars.add(entry);
        continue;
      }
      Path made = folder.resolve(jars.size() + ".jar");
      int status =
          jar.run(
              System.out,
              System.err,
              "--create",
              "--no-compress",
              "--file",
              made.toString(),
              "-C",
              entry,
              ".");
      if (status != 0) {
        throw new IOException("jar ended with %d for %s".formatted(status, entry));
      }
      jars.add(made.toString());
    }
    return jars;
  }
}
