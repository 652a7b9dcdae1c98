package io.lockstep.cli;

import java.util.List;

/** Chooses what is logged, before anything logs. */
final class Logging {
  private static final String SETTING = "logback.configurationFile";

  private Logging() {}

  /** A node logs what happens; every other command only what is wrong. Both to standard error. */
  static void choose(String[] arguments) {
    if (System.getProperty(SETTING) == null) {
      System.setProperty(SETTING, configuration(List.of(arguments)));
    }
  }

  static String configuration(List<String> arguments) {
    List<String> words = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    boolean node = words.size() >= 2 && words.get(0).equals("node") && words.get(1).equals("run");
    return node ? "lockstep-logback-node.xml" : "lockstep-logback-quiet.xml";
  }
}
