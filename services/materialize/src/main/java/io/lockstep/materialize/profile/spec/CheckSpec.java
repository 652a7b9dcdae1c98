package io.lockstep.materialize.profile.spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Something that has to hold on a node before the product can work there. */
public sealed interface CheckSpec {
  /** Its name, unique in the profile. */
  String name();

  /**
   * A service answers.
   *
   * @param target HOST:PORT, or [IPv6]:PORT
   */
  record Tcp(String name, String target, Duration timeout) implements CheckSpec {}

  /**
   * Hosts resolve, and each of their addresses is reached.
   *
   * @param targets HOST or HOST:PORT; without a port the host has to resolve alone
   */
  record Hosts(String name, List<String> targets, Duration timeout) implements CheckSpec {
    /** Copies the list. */
    public Hosts {
      targets = List.copyOf(targets);
    }
  }

  /**
   * A file is there.
   *
   * @param path relative to the folder of managed files, or absolute
   * @param mode the permission bits that it has to have; -1 for any
   * @param size the size in bytes that it has to have; empty for any
   */
  record File(String name, String path, int mode, OptionalLong size) implements CheckSpec {}

  /**
   * A command exits with 0.
   *
   * @param command the program and its arguments; no shell
   */
  record Command(String name, List<String> command, Duration timeout) implements CheckSpec {
    /** Copies the list. */
    public Command {
      command = List.copyOf(command);
    }
  }

  /**
   * No password in a file is one that everybody knows.
   *
   * @param format name of the file's format
   * @param addresses where passwords stand in it
   * @param parameters which parameter the profile writes there, by address, where it is one
   * @param values what they must not be
   */
  record DefaultPassword(
      String name,
      String path,
      String format,
      List<String> addresses,
      Map<String, String> parameters,
      List<String> values)
      implements CheckSpec {
    /** Copies the collections. */
    public DefaultPassword {
      addresses = List.copyOf(addresses);
      parameters = Map.copyOf(parameters);
      values = List.copyOf(values);
    }
  }

  /**
   * Secrets in a file are not in the clear.
   *
   * @param format name of the file's format
   * @param addresses where secrets stand in it
   * @param pattern what each has to match, whole, to count as protected
   */
  record Encrypted(String name, String path, String format, List<String> addresses, String pattern)
      implements CheckSpec {
    /** Copies the list. */
    public Encrypted {
      addresses = List.copyOf(addresses);
    }
  }
}
