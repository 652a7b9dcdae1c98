package io.lockstep.materialize.hook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command as it is run for another user. Without state. */
public final class UserCommand {
  private static final List<String> FOLDERS =
      List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin");
  private static final Duration LOOK_UP = Duration.ofSeconds(10);

  private UserCommand() {}

  /**
   * The command that runs another as a user.
   *
   * @param user whom it runs as; empty for the user of this process
   * @throws IllegalStateException if this process cannot do that; the message says why and what to
   *     do
   */
  public static List<String> of(Optional<String> user, List<String> command) {
    return of(user, command, System.getProperty("user.name"));
  }

  static List<String> of(Optional<String> user, List<String> command, String self) {
    if (user.isEmpty() || user.get().equals(self)) {
      return command;
    }
    String other = user.get();
    if (!self.equals("root")) {
      throw new IllegalStateException(
          "it is to run as user \"%s\", and the node runs as \"%s\"; run the node as root or as that user"
              .formatted(other, self));
    }
    CommandResult group =
        CommandRunner.run(List.of("id", "-g", other), Path.of("/"), Map.of(), LOOK_UP);
    if (!group.succeeded()) {
      throw new IllegalStateException(
          "it is to run as user \"%s\", who is not known here; make that user or change the profile"
              .formatted(other));
    }
    List<String> all = new ArrayList<>();
    if (isThere("setpriv")) {
      all.addAll(
          List.of(
              "setpriv", "--reuid=" + other, "--regid=" + group.lastLine(), "--init-groups", "--"));
    } else if (isThere("runuser")) {
      all.addAll(List.of("runuser", "-u", other, "--"));
    } else {
      throw new IllegalStateException(
          "it is to run as user \"%s\", and neither setpriv nor runuser is here; install util-linux"
              .formatted(other));
    }
    all.addAll(command);
    return all;
  }

  private static boolean isThere(String program) {
    return FOLDERS.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
