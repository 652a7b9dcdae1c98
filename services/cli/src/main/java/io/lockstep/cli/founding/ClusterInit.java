package io.lockstep.cli.founding;

import io.lockstep.cli.file.TemporaryFolder;
import io.lockstep.cli.log.LayoutOptions;
import io.lockstep.cli.log.LogDocument;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.log.LogConnection;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.log.topic.TopicVerifier;
import io.lockstep.node.founding.Founding;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cluster init}. */
@Command(
    name = "init",
    description = {
      "Found a cluster: make its secret and write its first event. `lockstep topics provision`",
      "comes before. A cluster that is founded already stays as it is, and that is no failure.",
      "Each node needs a copy of the secret, as the file taeh in its data.dir, mode 0600; each",
      "but the first also a join token. Keep a copy of the secret apart: there is no other way",
      "back to what it seals."
    },
    footer = {
      "%nFields with --output json: cluster, kafka, registry, founded (false if it was before),",
      "secretFile, secretFingerprint (null if it was before) and joinTokens, node to file.",
      "Example: lockstep cluster init --first-node n1 --join-token n2=n2.token …"
    })
final class ClusterInit implements Runnable {
  @Option(
      names = "--first-node",
      paramLabel = "ID",
      description = {"The only node that may become the first primary.", "Default: any."})
  private String firstNode;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = {
        "The cluster secret. Made, with mode 0600, where there is none; never overwritten.",
        "Default: taeh in the folder of --cluster if it has a cluster.json, else in this one."
      })
  private Path secretFile;

  @Option(
      names = "--join-token",
      paramLabel = "NODE=FILE",
      description = {
        "Let a node join, with a token for it in a file of mode 0600; a token that is there is",
        "used. It is good once, for a week. Can be repeated. Default: none."
      })
  private Map<String, Path> joinTokens = new LinkedHashMap<>();

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = {"Who founds, for the audit.", "Default: the user of this process."})
  private String actor;

  @Mixin private LogOptions log;
  @Mixin private LayoutOptions layout;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    try (TemporaryFolder schemas = new TemporaryFolder("schemas")) {
      LogConnection connection = log.connection(schemas.path());
      Path file = secretFile == null ? log.home().resolve(SecretFile.NAME) : secretFile;
      new TopicVerifier(connection, layout.layout(log.isSandbox())).require();
      FoundingSecret secret = new FoundingSecret(connection.cluster(), file);
      if (isFounded(connection)) {
        secret.requireThere();
        foundedBefore(connection, file);
        return;
      }
      found(connection, secret);
    }
  }

  private static boolean isFounded(LogConnection connection) {
    try (LogEnds ends = new LogEnds(connection)) {
      return ends.eventsEnd() > 0;
    }
  }

  private void found(LogConnection connection, FoundingSecret file) {
    try (ClusterSecret secret = file.readOrCreate()) {
      boolean founded =
          Founding.found(
              connection,
              connection.cluster(),
              Optional.ofNullable(firstNode),
              actor,
              secret,
              FoundingTokens.of(joinTokens));
      if (founded) {
        print(
            connection,
            "cluster %s founded; its secret is in %s, fingerprint %s"
                .formatted(connection.cluster(), file.path(), secret.fingerprint()),
            document(true, file.path(), secret.fingerprint()));
      } else {
        file.forgetCreated(); // another founding came first, with another secret
        foundedBefore(connection, file.path());
      }
    }
  }

  private void foundedBefore(LogConnection connection, Path file) {
    print(
        connection,
        "cluster "
            + connection.cluster()
            + " was founded before; nothing was changed"
            + (joinTokens.isEmpty()
                ? ""
                : ", and no token was made: ask a node with `lockstep token create`"),
        document(false, file, null));
  }

  private Map<String, Object> document(boolean founded, Path file, String fingerprint) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("founded", founded);
    document.put("secretFile", file.toString());
    document.put("secretFingerprint", fingerprint);
    Map<String, String> tokens = new LinkedHashMap<>();
    if (founded) {
      joinTokens.forEach((node, path) -> tokens.put(node, path.toString()));
    }
    document.put("joinTokens", tokens);
    return document;
  }

  private void print(LogConnection connection, String text, Map<String, Object> document) {
    output.output().print(text, LogDocument.of(connection, document));
  }
}
