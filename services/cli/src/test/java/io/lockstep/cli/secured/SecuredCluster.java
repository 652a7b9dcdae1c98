package io.lockstep.cli.secured;

import io.lockstep.cli.sandbox.SandboxCluster;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.AclProvisioner;
import io.lockstep.log.topic.Principals;
import io.lockstep.sandbox.ClusterSteps;
import io.lockstep.sandbox.Progress;
import io.lockstep.sandbox.Sandbox;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.sandbox.SandboxPorts;
import io.lockstep.sandbox.SandboxSecurity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A secured sandbox of two nodes as processes: n1 may become primary, n2 may not. "viewer" may
 * read.
 */
final class SecuredCluster implements AutoCloseable {
  static final Principals PRINCIPALS =
      new Principals(
          List.of("User:n1"), List.of("User:n2"), List.of("User:viewer"), List.of("User:status"));

  private final SandboxOptions options;
  private final Sandbox sandbox;

  SecuredCluster(Path folder) {
    options =
        SandboxOptions.of(folder)
            .withCluster("guarded")
            .withNodes(2)
            .withSecure(true)
            .withOwned(true)
            .withPorts(SandboxPorts.free());
    SandboxCluster usual = new SandboxCluster(options, "tester");
    ClusterSteps steps =
        new ClusterSteps() {
          @Override
          public void provisionTopics() {
            usual.provisionTopics();
            new AclProvisioner(SandboxCluster.connection(options), PRINCIPALS).provision();
          }

          @Override
          public void found() {
            usual.found();
          }
        };
    sandbox = Sandbox.up(options, steps, Progress.SILENT);
  }

  /** The log as a user of the sandbox reaches it. */
  LogConnection as(String user) {
    return with(SandboxSecurity.client(options, user));
  }

  /** The log as a user reaches it, but for a setting; null removes it. */
  LogConnection as(String user, String name, String value) {
    Map<String, String> client = new HashMap<>(SandboxSecurity.client(options, user));
    if (value == null) {
      client.remove(name);
    } else {
      client.put(name, value);
    }
    return with(client);
  }

  /** The log as a client reaches it. */
  LogConnection with(Map<String, String> client) {
    return new LogConnection(
        options.cluster(),
        options.kafka(),
        options.registry(),
        options.dir().resolve("schemas"),
        client);
  }

  Path folder() {
    return options.dir();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
