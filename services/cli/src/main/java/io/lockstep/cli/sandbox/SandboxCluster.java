package io.lockstep.cli.sandbox;

import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.client.IssuedToken;
import io.lockstep.cli.client.TokenRequest;
import io.lockstep.cli.client.TrustClient;
import io.lockstep.cli.founding.FoundingTokens;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.AclProvisioner;
import io.lockstep.log.topic.Principals;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicProvisioner;
import io.lockstep.node.founding.Founding;
import io.lockstep.sandbox.ClusterSteps;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.sandbox.SandboxSecurity;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the cluster in a sandbox: topics, schemas and the first event. */
public final class SandboxCluster implements ClusterSteps {
  private static final String FIRST_NODE = "n1";
  private static final Duration INVITATION = Duration.ofHours(1);

  private final SandboxOptions options;
  private final String actor;
  private final SandboxSecrets secrets;

  /** For a sandbox with these options; the actor is who founds. */
  public SandboxCluster(SandboxOptions options, String actor) {
    connection(options, Map.of()); // a cluster's name that no topic may have is told at once
    this.options = options;
    this.actor = actor;
    this.secrets = new SandboxSecrets(options);
  }

  /**
   * How the log of a sandbox is reached from the command line, by whoever may do anything.
   *
   * @throws io.lockstep.sandbox.SandboxException for a secured one that was not brought up yet
   */
  public static LogConnection connection(SandboxOptions options) {
    return connection(options, SandboxSecurity.client(options, SandboxSecurity.ADMIN));
  }

  private static LogConnection connection(SandboxOptions options, Map<String, String> client) {
    return new LogConnection(
        options.cluster(),
        options.kafka(),
        options.registry(),
        options.dir().resolve("schemas"),
        client);
  }

  /** How the nodes of a sandbox are reached, once it is up. */
  public static NodeAccess access(SandboxOptions options) {
    return NodeAccess.of(options.authorities(), options.adminToken());
  }

  @Override
  public void provisionTopics() {
    LogConnection connection = connection(options);
    new TopicProvisioner(connection, TopicLayout.SANDBOX).provision();
    if (options.secure()) {
      new AclProvisioner(connection, principals()).provision();
    }
  }

  /** In a sandbox every node may become primary. */
  private Principals principals() {
    List<String> nodes =
        SandboxSecurity.nodeUsers(options).stream().map(node -> "User:" + node).toList();
    return new Principals(
        nodes,
        List.of(),
        List.of("User:" + SandboxSecurity.VIEWER),
        List.of("User:" + SandboxSecurity.STATUS));
  }

  @Override
  public void found() {
    LogConnection connection = connection(options);
    secrets.provide();
    try (ClusterSecret secret = new SecretFile(secrets.newest().orElseThrow()).read(1)) {
      Map<String, Path> tokens = new LinkedHashMap<>();
      secrets.ids().stream()
          .filter(node -> !node.equals(FIRST_NODE))
          .forEach(node -> tokens.put(node, secrets.joinToken(node)));
      Founding.found(
          connection,
          connection.cluster(),
          Optional.of(FIRST_NODE),
          actor,
          secret,
          FoundingTokens.of(tokens));
    }
  }

  /** A session token that is there stays: no node is there yet to say that another is taken. */
  @Override
  public void equip(List<String> nodes) {
    secrets.provide();
    if (!secrets.hasAdminToken()) {
      secrets.writeAdminToken(secrets.adminToken(secrets.version(), actor));
    }
  }

  @Override
  public boolean isInvited(String node) {
    return node.equals(FIRST_NODE) || secrets.isInvited(node);
  }

  @Override
  public void settle(List<URI> nodes) {
    new AdminSession(options, secrets, actor).renew(nodes);
  }

  @Override
  public void invite(List<URI> running, List<String> newcomers) {
    TrustClient trust = SandboxNode.client(running.get(0), access(options)).trust();
    for (String node : newcomers) {
      IssuedToken token = trust.issue(TokenRequest.join(node, INVITATION.toSeconds()));
      secrets.writeJoinToken(node, token.value());
    }
  }
}
