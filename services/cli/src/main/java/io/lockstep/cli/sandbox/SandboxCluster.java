package io.lockstep.cli.sandbox;

import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicProvisioner;
import io.lockstep.node.founding.Founding;
import io.lockstep.sandbox.ClusterSteps;
import io.lockstep.sandbox.SandboxOptions;
import java.util.Map;
import java.util.Optional;

/** Makes the cluster in a sandbox: topics, schemas and the first event. */
public final class SandboxCluster implements ClusterSteps {
  private static final String FIRST_NODE = "n1";

  private final LogConnection connection;
  private final String actor;

  /** For a sandbox with these options; the actor is who founds. */
  public SandboxCluster(SandboxOptions options, String actor) {
    this.connection = connection(options);
    this.actor = actor;
  }

  /** How the log of a sandbox is reached from the command line. */
  public static LogConnection connection(SandboxOptions options) {
    return new LogConnection(
        options.cluster(),
        options.kafka(),
        options.registry(),
        options.dir().resolve("schemas"),
        Map.of());
  }

  @Override
  public void provisionTopics() {
    new TopicProvisioner(connection, TopicLayout.SANDBOX).provision();
  }

  @Override
  public void found() {
    Founding.found(connection, connection.cluster(), Optional.of(FIRST_NODE), actor);
  }
}
