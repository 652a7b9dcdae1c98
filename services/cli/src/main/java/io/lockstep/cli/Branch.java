package io.lockstep.cli;

import io.lockstep.cli.completion.CompletionCommand;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command that the arguments name, below the groups that it belongs to, without all the others:
 * reading the annotations of a hundred commands takes longer than most of them run.
 */
final class Branch {
  private Branch() {}

  /**
   * The command line with nothing but the command that the arguments begin with. Empty where they
   * name none, and for a command that looks at the others.
   *
   * @param root an annotated class
   */
  static Optional<CommandLine> of(Class<?> root, String[] arguments) {
    List<Class<?>> path = path(root, arguments);
    Class<?> last = path.get(path.size() - 1);
    if (last == root || last == CompletionCommand.class) {
      return Optional.empty();
    }
    CommandLine branch = new CommandLine(last);
    for (int i = path.size() - 2; i >= 0; i--) {
      CommandLine group = new CommandLine(CommandSpec.create().name(name(path.get(i))));
      group.addSubcommand(branch);
      branch = group;
    }
    return Optional.of(branch);
  }

  private static List<Class<?>> path(Class<?> root, String[] arguments) {
    List<Class<?>> path = new ArrayList<>(List.of(root));
    for (String argument : arguments) {
      Class<?> last = path.get(path.size() - 1);
      Optional<Class<?>> next =
          isGroup(last)
              ? Arrays.<Class<?>>stream(last.getAnnotation(Command.class).subcommands())
                  .filter(each -> name(each).equals(argument))
                  .findFirst()
              : Optional.empty();
      if (next.isEmpty()) {
        break;
      }
      path.add(next.get());
    }
    return path;
  }

  /** Whether a command has nothing but subcommands: no options, and nothing that it does itself. */
  private static boolean isGroup(Class<?> command) {
    return command.getSuperclass() == Object.class
        && command.getInterfaces().length == 0
        && Arrays.stream(command.getDeclaredFields())
            .allMatch(field -> Modifier.isStatic(field.getModifiers()));
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
