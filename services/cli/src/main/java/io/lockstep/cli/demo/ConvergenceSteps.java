package io.lockstep.cli.demo;

import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.audit.proof.Audit;
import io.lockstep.cli.audit.proof.AuditResult;
import io.lockstep.cli.audit.proof.CommandFinding;
import io.lockstep.cli.client.NodeState;
import io.lockstep.cli.client.StatusClient;
import io.lockstep.cli.client.StatusDocument;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.journal.JournalFinding;
import io.lockstep.log.journal.MacFinding;
import io.lockstep.state.replay.JournalVerdict.Broken;
import io.lockstep.state.replay.JournalVerdict.Intact;
import io.lockstep.trust.secret.SecretFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** At the end all is the same everywhere, and nothing is left. */
final class ConvergenceSteps {
  private final DemoCluster cluster;

  ConvergenceSteps(DemoCluster cluster) {
    this.cluster = cluster;
  }

  List<Step> steps() {
    return List.of(
        new Step("all nodes have one digest at one revision, and the same files", this::converged),
        new Step("the status application says so too", this::status),
        new Step(
            "the journal proves every revision, once, by whom it was asked for", this::journal),
        new Step("stop everything", this::stop));
  }

  private String converged() throws InterruptedException, IOException {
    List<NodeState> states =
        Wait.until("one revision on every node", Duration.ofSeconds(20), this::statesAtOneRevision);
    String first = cluster.ids().get(0);
    SortedMap<String, byte[]> wanted = files(first);
    Proof.require(
        wanted.keySet().containsAll(List.of("configuration.properties", "servers")),
        first + " has the files " + wanted.keySet());
    for (int i = 0; i < states.size(); i++) {
      NodeState state = states.get(i);
      String id = cluster.ids().get(i);
      Proof.same("the digest of " + id, states.get(0).digest(), state.digest());
      SortedMap<String, byte[]> files = files(id);
      Proof.same("the files of " + id, wanted.keySet(), files.keySet());
      wanted.forEach(
          (name, bytes) ->
              Proof.require(
                  Arrays.equals(bytes, files.get(name)),
                  name + " of " + id + " differs from that of " + first));
    }
    return "revision "
        + states.get(0).revision()
        + ", digest "
        + states.get(0).digest()
        + "; "
        + String.join(" and ", wanted.keySet())
        + " are byte-identical ("
        + wanted.values().stream().mapToInt(bytes -> bytes.length).sum()
        + " bytes)";
  }

  private String status() throws InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + cluster.options().ports().status());
    NodeAccess anybody = NodeAccess.anonymous();
    StatusDocument status =
        Wait.until(
            "the status application to find the cluster converged",
            Duration.ofSeconds(20),
            () -> Optional.of(new StatusClient(url, anybody).status()).filter(this::isWell));
    return "at " + url + ": " + status.summary();
  }

  private boolean isWell(StatusDocument status) {
    return status.converged()
        && status.stale().isEmpty()
        && status.nodes().size() == cluster.ids().size()
        && status.nodes().stream().allMatch(node -> node.state().equals("ONLINE"));
  }

  private Optional<List<NodeState>> statesAtOneRevision() {
    List<NodeState> states = cluster.ids().stream().map(cluster::state).toList();
    long revision = states.get(0).revision();
    boolean same =
        states.stream()
            .allMatch(
                s -> s.caughtUp() && s.revision() == revision && s.writtenRevision() == revision);
    return same ? Optional.of(states) : Optional.empty();
  }

  private SortedMap<String, byte[]> files(String id) throws IOException {
    Path folder = cluster.options().dir().resolve(id).resolve("files");
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private String journal() {
    long head = cluster.state(cluster.ids().get(0)).revision();
    AuditResult result;
    try (Codecs codecs = new Codecs(cluster.connection())) {
      result = new Audit(cluster.connection(), codecs).run(Optional.of(secret()));
    }
    JournalFinding journal = result.journal();
    if (journal.verdict() instanceof Broken broken) {
      throw new Proof.Failed(broken.reason() + ", at offset " + journal.offset());
    }
    Proof.same("the last revision in the journal", head, ((Intact) journal.verdict()).revision());
    MacFinding macs = journal.macs().orElseThrow();
    Proof.same("the number of valid MACs", head, macs.valid());
    CommandFinding commands = result.commands();
    Proof.require(commands.bad() == 0, String.valueOf(commands.reason()));
    return "revisions 1 to "
        + head
        + ", each once and in order; the hash chain and every MAC hold; "
        + commands.covered()
        + " changes carry the signature of the node that took them";
  }

  private Path secret() {
    return cluster.options().nodeData(cluster.ids().get(0)).resolve(SecretFile.NAME);
  }

  private String stop() throws InterruptedException {
    List<String> names = new ArrayList<>(List.of("kafka", "registry", "status"));
    names.addAll(cluster.ids());
    List<Long> pids = new ArrayList<>();
    for (String name : names) {
      OptionalLong pid = cluster.sandbox().pid(name);
      Proof.require(pid.isPresent(), name + " does not run any more");
      pids.add(pid.getAsLong());
    }
    cluster.close();
    for (long pid : pids) {
      Processes.awaitEnd(pid);
    }
    return "none of the " + pids.size() + " processes is left";
  }
}
