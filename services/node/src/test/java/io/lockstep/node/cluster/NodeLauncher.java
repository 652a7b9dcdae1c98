package io.lockstep.node.cluster;

import io.lockstep.node.NodeMain;
import java.util.HashMap;
import java.util.Map;

/** Main class of a node that runs as a process of its own; arguments are settings, NAME=VALUE. */
public final class NodeLauncher {
  private NodeLauncher() {}

  /** Runs the node until it is told to stop. */
  public static void main(String[] args) {
    Map<String, String> settings = new HashMap<>();
    for (String arg : args) {
      int at = arg.indexOf('=');
      settings.put(arg.substring(0, at), arg.substring(at + 1));
    }
    int code = NodeMain.run(settings);
    if (code != 0) {
      System.exit(code); // a stop that was asked for is under way already
    }
  }
}
