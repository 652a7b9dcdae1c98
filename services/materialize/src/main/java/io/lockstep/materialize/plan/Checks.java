package io.lockstep.materialize.plan;

import io.lockstep.materialize.hook.CommandResult;
import io.lockstep.materialize.hook.CommandRunner;
import io.lockstep.materialize.profile.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets commands look at files before anybody else sees them. A file that was refused is shown to
 * its command again when its content or the revision is another, or after {@link #AGAIN}. Used by
 * one thread.
 */
public final class Checks {
  /** How long a command may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** When the same file is checked again: what the command looks at besides may be mended. */
  static final Duration AGAIN = Duration.ofSeconds(30);

  private record Refused(String sha256, long revision, long at, String problem) {}

  private final Path folder;
  private final LongSupplier nanoTime;
  private final Map<String, Refused> refused = new HashMap<>();

  /** Commands that run in a folder. */
  public Checks(Path folder, LongSupplier nanoTime) {
    this.folder = folder;
    this.nanoTime = nanoTime;
  }

  /** Why a file is known to be refused, without another look; empty where it has to be asked. */
  Optional<String> known(String path, String sha256, long revision) {
    Refused last = refused.get(path);
    return last != null
            && last.sha256().equals(sha256)
            && last.revision() == revision
            && nanoTime.getAsLong() - last.at() < AGAIN.toNanos()
        ? Optional.of(last.problem())
        : Optional.empty();
  }

  /** Why the output's command does not accept the file; empty where it does. */
  Optional<String> problem(Output output, Path file, String sha256, long revision) {
    List<String> command =
        output.check().stream()
            .map(word -> word.replace(Output.CHECKED_FILE, file.toString()))
            .toList();
    CommandResult result = CommandRunner.run(command, folder, Map.of(), TIMEOUT);
    if (result.succeeded()) {
      refused.remove(output.path());
      return Optional.empty();
    }
    String problem =
        "its check, %s, does not accept it (%s)"
            .formatted(
                output.check().get(0), result.problem().replace(file.toString(), output.path()));
    refused.put(output.path(), new Refused(sha256, revision, nanoTime.getAsLong(), problem));
    return Optional.of(problem);
  }

  /** The end of a file's name that its command may look for; empty where nobody asks. */
  static String extension(Output output) {
    String name = output.path().substring(output.path().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return output.check().isEmpty() || dot < 0 || name.length() - dot > 32
        ? ""
        : name.substring(dot);
  }
}
