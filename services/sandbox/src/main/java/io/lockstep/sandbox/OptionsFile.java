package io.lockstep.sandbox;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps in a sandbox folder what it was brought up with, so that the next call need not say it. */
final class OptionsFile {
  private static final String SETTING = "node.setting.";

  private OptionsFile() {}

  /**
   * Reads the options of a folder. The program of the nodes is always the one of this JVM, so that
   * a folder outlives a rebuild.
   *
   * @throws SandboxException when there is no sandbox in the folder, or the file is damaged
   */
  static SandboxOptions read(Layout layout) {
    if (!layout.exists()) {
      throw new SandboxException(
          "no sandbox in "
              + layout.dir()
              + "; start one with `lockstep up`, or name its folder with --dir");
    }
    Map<String, String> values = Texts.readProperties(layout.optionsFile());
    try {
      SandboxPorts ports =
          new SandboxPorts(
              number(values, "kafka.port"),
              number(values, "controller.port"),
              number(values, "registry.port"),
              values.containsKey("status.port")
                  ? number(values, "status.port")
                  : SandboxPorts.DEFAULTS.status(), // a folder from before there was one
              number(values, "first.node.port"));
      return SandboxOptions.defaults(layout.dir())
          .withCluster(values.getOrDefault("cluster", ""))
          .withPorts(ports)
          .withNodes(number(values, "nodes"))
          .withSecure(Boolean.parseBoolean(values.get("secure")))
          .withNodeSettings(nodeSettings(values));
    } catch (NumberFormatException e) {
      throw new SandboxException(
          "cannot read " + layout.optionsFile() + " (" + e.getMessage() + "); mend or delete it",
          e);
    }
  }

  private static int number(Map<String, String> values, String name) {
    try {
      return Integer.parseInt(values.getOrDefault(name, ""));
    } catch (NumberFormatException e) {
      throw new NumberFormatException(name + " is '" + values.get(name) + "', not a number");
    }
  }

  private static Map<String, String> nodeSettings(Map<String, String> values) {
    return values.entrySet().stream()
        .filter(e -> e.getKey().startsWith(SETTING))
        .collect(
            Collectors.toMap(e -> e.getKey().substring(SETTING.length()), Map.Entry::getValue));
  }

  static void write(Layout layout, SandboxOptions options) {
    Map<String, String> values = new TreeMap<>();
    values.put("cluster", options.cluster());
    values.put("nodes", Integer.toString(options.nodes()));
    values.put("secure", Boolean.toString(options.secure()));
    values.put("kafka.port", Integer.toString(options.ports().kafka()));
    values.put("controller.port", Integer.toString(options.ports().controller()));
    values.put("registry.port", Integer.toString(options.ports().registry()));
    values.put("status.port", Integer.toString(options.ports().status()));
    values.put("first.node.port", Integer.toString(options.ports().firstNode()));
    options.nodeSettings().forEach((name, value) -> values.put(SETTING + name, value));
    Texts.writeProperties(layout.optionsFile(), values);
  }
}
