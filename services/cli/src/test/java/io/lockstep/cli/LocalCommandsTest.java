package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCommandsTest {
  @TempDir Path folder;

  @Test
  void wantsAFolderOrTheWholeAddressOfALog() {
    Run run = Run.lockstep("topics", "verify", "--cluster", folder.toString(), "--kafka", "h:1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no cluster.json", "--kafka, --registry and --cluster-name");
  }

  @Test
  void refusesAClusterNameThatTopicsCannotHave() {
    Run run =
        Run.lockstep(
            "cluster",
            "init",
            "--secret-file",
            "taeh",
            "--kafka",
            "h:1",
            "--registry",
            "http://h",
            "--cluster-name",
            "a b");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'a b'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry:8080", "//registry", "http://my_registry", "http://r:99999"})
  void refusesAnAddressThatNoClientCanCall(String url) {
    Run run =
        Run.lockstep(
            "topics", "verify", "--kafka", "h:1", "--registry", url, "--cluster-name", "a");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--registry", "\"" + url + "\"", "http://HOST:PORT");
  }

  @Test
  void refusesMoreInSyncCopiesThanCopies() {
    Run run =
        Run.lockstep(
            "topics",
            "provision",
            "--kafka",
            "h:1",
            "--registry",
            "http://h",
            "--cluster-name",
            "a",
            "--replication",
            "1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("topics.min.insync.replicas 2");
  }

  @Test
  void refusesASandboxThatCannotBe() {
    String dir = folder.toString();

    assertThat(Run.lockstep("up", "--dir", dir, "--nodes", "99").exitCode()).isEqualTo(2);
    assertThat(Run.lockstep("up", "--dir", dir, "--kafka-port", "70000").err()).contains("70000");
    assertThat(Run.lockstep("up", "--dir", dir, "--name", "a.b").exitCode()).isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void hasNothingToStopWhereThereIsNoSandbox() {
    Run run = Run.lockstep("down", "--dir", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(folder.toString(), "[sandbox]");
  }

  @Test
  void keepsTheDemoOutOfAFolderThatIsInUse() throws IOException {
    Files.writeString(folder.resolve("mine"), "x");

    Run run = Run.lockstep("demo", "--dir", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("is not empty", "[folder-in-use]");
  }

  @Test
  void wantsReadableSettingsForANode() throws IOException {
    Path twice = Files.writeString(folder.resolve("node.properties"), "a=1\nb=2\na=3\n");

    assertThat(Run.lockstep("node", "run").exitCode()).isEqualTo(2);
    assertThat(Run.lockstep("node", "run", "--config", folder.resolve("none").toString()).err())
        .contains("it does not exist");
    assertThat(Run.lockstep("node", "run", "--config", twice.toString()).err())
        .contains("line 3 sets a again");
  }

  @Test
  void refusesAnAuditThatCannotBe() {
    String[] log = {"--kafka", "127.0.0.1:9", "--registry", "http://h", "--cluster-name", "a"};

    assertThat(audit(log, "list", "--limit", "0").err()).contains("--limit is 0");
    assertThat(audit(log, "list", "--since", "now").err()).contains("--since is \"now\"");
    assertThat(audit(log, "list", "--from", "x").exitCode()).isEqualTo(2);
    assertThat(audit(log, "export", "--format", "xml").exitCode()).isEqualTo(2);
    assertThat(Run.lockstep("audit", "verify", "--cluster", folder.toString()).err())
        .contains("no cluster.json");
  }

  private static Run audit(String[] log, String... arguments) {
    Stream<String> all = Stream.of(new String[] {"audit"}, arguments, log).flatMap(Stream::of);
    Run run = Run.lockstep(all.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(2);
    return run;
  }

  @Test
  void showsItsVersion() {
    Run run = Run.lockstep("--version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("lockstep ");
  }

  @Test
  void printsACompletionForEveryCommand() {
    Run run = Run.lockstep("completion");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("--first-node", "promote");
    assertThat(run.out()).as("as it is given").contains("\"table\" \"json\"", "\"jsonl\" \"csv\"");
  }
}
