package io.lockstep.cli;

import java.util.List;

/** Chooses what is logged, before anything logs. */
final class Logging {
  private static final String SETTING = "logback.configurationFile";

  private Logging() {}

  /**
   * A node or status application logs what happens; every other command only what is wrong. Both to
   * standard error.
   */
  static void choose(String[] arguments) {
    if (System.getProperty(SETTING) == null) {
      System.setProperty(SETTING, configuration(List.of(arguments)));
    }
  }

  static String configuration(List<String> arguments) {
    List<String> words = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    boolean runs =
        words.size() >= 2
            && List.of("node", "status").contains(words.get(0))
            && words.get(1).equals("run");
    return runs ? "lockstep-logback-node.xml" : "lockstep-logback-quiet.xml";
  }
}
