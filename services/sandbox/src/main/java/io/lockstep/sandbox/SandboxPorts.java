package io.lockstep.sandbox;

import java.util.HashMap;
import java.util.Map;

/**
 * The ports of a sandbox, all on 127.0.0.1, each from 1 to 65535.
 *
 * @param kafka where the broker listens
 * @param controller where the broker's controller listens
 * @param registry where the registry listens
 * @param status where the status application listens
 * @param firstNode where n1 listens; n2 on the next, and so on
 */
public record SandboxPorts(int kafka, int controller, int registry, int status, int firstNode) {
  static final String KAFKA = "--kafka-port";
  static final String CONTROLLER = "--controller-port";
  static final String REGISTRY = "--registry-port";
  static final String STATUS = "--status-port";
  static final String FIRST_NODE = "--first-node-port";

  private static final int HIGHEST = 65_535;

  /** The ports the documentation shows. */
  public static final SandboxPorts DEFAULTS =
      new SandboxPorts(19_092, 19_093, 18_081, 8_100, 8_101);

  /**
   * Ports that nothing listens on now, so that several sandboxes go side by side. For six nodes at
   * most.
   *
   * @throws SandboxException when there are none
   */
  public static SandboxPorts free() {
    int first = FreePorts.block();
    return new SandboxPorts(first, first + 1, first + 2, first + 3, first + 4);
  }

  /** The port of the node of this number, from 1. */
  int node(int number) {
    return firstNode + number - 1;
  }

  /** Throws when one is out of range, or two are the same. */
  void check(int nodes) {
    Map<Integer, String> users = new HashMap<>();
    check(users, kafka, KAFKA);
    check(users, controller, CONTROLLER);
    check(users, registry, REGISTRY);
    check(users, status, STATUS);
    for (int number = 1; number <= nodes; number++) {
      check(users, node(number), FIRST_NODE);
    }
  }

  private static void check(Map<Integer, String> users, int port, String option) {
    if (port < 1 || port > HIGHEST) {
      throw new SandboxException(
          "port " + port + " (" + option + ") is not between 1 and " + HIGHEST);
    }
    String other = users.put(port, option);
    if (other != null) {
      throw new SandboxException(
          "port " + port + " is used twice, by " + other + " and " + option + "; change one");
    }
  }
}
