package io.lockstep.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Archives of the classes that nodes, the status application and commands load (class data sharing
 * of the JVM): with them nodes and commands start sooner, and all with less work. Made from a run
 * of each of them in a sandbox, since only a run shows what is loaded. An archive fits one JVM and
 * one set of jars; any other JVM, or one whose jars have changed, starts as without it. Where the
 * path of the jars has a space, a JVM of Java 17 archives none of their classes, only its own.
 */
public final class ClassArchives {
  /** Classes of {@code node run}. */
  public static final String NODE = "node";

  /** Classes of {@code status run}. */
  public static final String STATUS = "status";

  /** Classes of the commands that ask a node. */
  private static final String COMMAND = "command";

  private static final String COMMAND_HEAP = "256m";
  private static final Duration LONGEST_COMMAND = Duration.ofMinutes(1);

  private static final String MAKING = "-XX:ArchiveClassesAtExit=";

  /** In the folder where the process runs. */
  private static final String MADE = "classes.jsa";

  /** An archive that does not fit is no news, nor is a class that cannot be in one. */
  private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

  private ClassArchives() {}

  /**
   * Where they are kept.
   *
   * @param home of a checkout or of an installation
   */
  public static Path folder(Path home) {
    return Files.exists(home.resolve("pom.xml"))
        ? home.resolve(Path.of("services", "cli", "target", "cds"))
        : home.resolve("cds");
  }

  /** What a JVM is told so that it writes an archive when it ends. */
  static List<String> making() {
    List<String> options = new ArrayList<>(QUIET);
    options.add(MAKING + MADE);
    return options;
  }

  /**
   * What a JVM is told so that it uses an archive; nothing where there is none, or no folder that
   * the system property {@code lockstep.home} names.
   *
   * @param kind {@link #NODE} or {@link #STATUS}
   * @param program what else it is told; one that makes an archive uses none
   */
  static List<String> using(String kind, List<String> program) {
    String home = System.getProperty("lockstep.home");
    if (home == null || program.stream().anyMatch(option -> option.startsWith(MAKING))) {
      return List.of();
    }
    Path archive = file(folder(Path.of(home).toAbsolutePath()), kind);
    if (!Files.isReadable(archive)) {
      return List.of();
    }
    List<String> options = new ArrayList<>(QUIET);
    options.add("-XX:SharedArchiveFile=" + archive);
    return options;
  }

  /**
   * Runs a command beside a sandbox, in a process that writes an archive when it ends.
   *
   * @param options with {@link SandboxOptions#makingArchives}
   * @param arguments of the command
   * @throws SandboxException if the command fails, or takes longer than a minute
   */
  public static void runCommand(SandboxOptions options, List<String> arguments) {
    Layout layout = new Layout(options.dir());
    List<String> command = new ArrayList<>(Jvm.light(layout, COMMAND, COMMAND_HEAP));
    command.addAll(options.nodeProgram());
    command.addAll(arguments);
    try {
      Files.createDirectories(layout.tmp(COMMAND));
    } catch (IOException e) {
      throw new SandboxException(
          "cannot make " + layout.tmp(COMMAND) + " (" + e + "); free some space", e);
    }
    Launcher.run(
        "`lockstep " + String.join(" ", arguments) + "`",
        command,
        layout.home(COMMAND),
        layout.log(COMMAND),
        LONGEST_COMMAND);
  }

  /**
   * Takes the archives over that a sandbox has made, in place of those that there were.
   *
   * @param sandbox one that was brought up with {@link SandboxOptions#makingArchives}, had a {@link
   *     #runCommand} and has ended
   * @param folder where they are kept; made if it is not there
   * @throws SandboxException if there are none, or the folder cannot be written
   */
  public static void take(Path sandbox, Path folder) {
    Layout layout = new Layout(sandbox);
    keep(layout.home("n1"), file(folder, NODE));
    keep(layout.home(Layout.STATUS), file(folder, STATUS));
    keep(layout.home(COMMAND), file(folder, COMMAND));
  }

  private static void keep(Path process, Path archive) {
    Path made = process.resolve(MADE);
    if (!Files.exists(made)) {
      throw new SandboxException(
          "the JVM of "
              + process.getFileName()
              + " wrote no archive of its classes before it ended; this takes it a few seconds:"
              + " try again when the machine has less to do, and use a JVM that has class data"
              + " sharing, as those of OpenJDK have");
    }
    try {
      Files.createDirectories(archive.getParent());
      Path beside = archive.resolveSibling(archive.getFileName() + ".tmp");
      Files.copy(made, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, archive, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new SandboxException(
          "cannot write "
              + archive
              + " ("
              + e
              + "); run this as a user who may, or free some space",
          e);
    }
  }

  private static Path file(Path folder, String kind) {
    return folder.resolve(kind + ".jsa");
  }
}
