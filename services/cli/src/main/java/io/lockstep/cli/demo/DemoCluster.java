package io.lockstep.cli.demo;

import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.NodeState;
import io.lockstep.cli.sandbox.SandboxCluster;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.journal.JournalReader;
import io.lockstep.log.journal.JournalRecord;
import io.lockstep.sandbox.Sandbox;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.sandbox.SandboxPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster of the demo: its processes, a client of each node, and what the steps have learnt.
 */
final class DemoCluster implements AutoCloseable {
  static final int NODES = 3;
  static final String ACTOR = "demo";

  private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(2);

  private final SandboxOptions options;
  private final Map<String, NodeClient> clients = new LinkedHashMap<>();
  private StartedSandbox started;

  DemoCluster(Path folder) {
    options =
        SandboxOptions.of(folder)
            .withCluster("demo")
            .withNodes(NODES)
            .withPorts(SandboxPorts.free())
            .withOwned(true);
    NodeAccess access = SandboxCluster.access(options);
    for (int number = 1; number <= NODES; number++) {
      String url = "https://127.0.0.1:" + (options.ports().firstNode() + number - 1);
      clients.put("n" + number, new NodeClient(URI.create(url), access));
    }
  }

  /** Begins to start everything. */
  StartedSandbox start() {
    started = new StartedSandbox(options, new SandboxCluster(options, ACTOR));
    return started;
  }

  Sandbox sandbox() throws InterruptedException {
    return started.awaitReady();
  }

  SandboxOptions options() {
    return options;
  }

  LogConnection connection() {
    return SandboxCluster.connection(options);
  }

  List<String> ids() {
    return List.copyOf(clients.keySet());
  }

  NodeClient client(String id) {
    return clients.get(id);
  }

  /** A client of every node, by id. */
  Map<String, NodeClient> clients() {
    return clients;
  }

  NodeState state(String id) {
    return client(id).state(LOOK_TIMEOUT);
  }

  /** The node that every node takes for the primary. */
  String awaitPrimary() throws InterruptedException {
    return Wait.until(
        "one primary that every node knows", Duration.ofSeconds(20), this::primaryEverywhere);
  }

  private Optional<String> primaryEverywhere() {
    List<String> seen =
        clients.values().stream().map(client -> client.primary().node()).distinct().toList();
    return seen.size() == 1 ? Optional.of(seen.get(0)) : Optional.empty();
  }

  /** A node that is not the primary. */
  String secondary() throws InterruptedException {
    String primary = awaitPrimary();
    return ids().stream().filter(id -> !id.equals(primary)).findFirst().orElseThrow();
  }

  /** Waits until every node has a revision in its image and in its files. */
  void awaitWritten(long revision) throws InterruptedException {
    for (String id : ids()) {
      Wait.until(
          id + " to write revision " + revision,
          Duration.ofSeconds(20),
          () -> Optional.of(state(id)).filter(state -> state.writtenRevision() >= revision));
    }
  }

  /** Every record of the journal, from the topic as an auditor reads it: no node is asked. */
  List<JournalRecord> journal() {
    List<JournalRecord> records = new ArrayList<>();
    try (Codecs codecs = new Codecs(connection())) {
      new JournalReader(connection(), codecs).read(records::add);
    }
    records.forEach(
        record ->
            Proof.require(
                record.isReadable(),
                "offset " + record.offset() + " of the journal: " + record.unreadable()));
    return records;
  }

  /** A managed file of a node, as it is on disk. */
  byte[] file(String id, String name) throws IOException {
    return Files.readAllBytes(options.dir().resolve(id).resolve("files").resolve(name));
  }

  /** As {@link #file}, as text. */
  String fileText(String id, String name) throws IOException {
    return new String(file(id, name), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }
}
