package io.lockstep.cli.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.Run;
import io.lockstep.cli.access.NodeAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks a node by HTTP and by the command line, and keeps all that it was answered. */
final class Answers {
  private final Path folder;
  private final URI node;
  private final Map<String, byte[]> kept = new LinkedHashMap<>();
  private NodeAccess access;

  /**
   * For one node of a sandbox.
   *
   * @param folder of the sandbox
   */
  Answers(Path folder, URI node, NodeAccess access) {
    this.folder = folder;
    this.node = node;
    this.access = access;
  }

  /** Goes on with another session. */
  void with(NodeAccess other) {
    access = other;
  }

  /** Every answer and output by what was asked, but for what {@link #shownOnce} took. */
  Map<String, byte[]> kept() {
    return kept;
  }

  /** Executes a command on the sandbox, and requires one of these exit codes. */
  Run lockstep(Set<Integer> exitCodes, String... arguments) {
    Run run = quietly(arguments);
    String asked = "lockstep " + String.join(" ", arguments);
    keep(asked + " (out)", run.out());
    keep(asked + " (err)", run.err());
    assertThat(exitCodes).as(asked + ": " + run.out() + run.err()).contains(run.exitCode());
    return run;
  }

  /** Executes a command that must succeed. */
  Run done(String... arguments) {
    return lockstep(Set.of(0), arguments);
  }

  /** Executes a command whose output is a secret that is to be shown this once. */
  String shownOnce(String... arguments) {
    Run run = quietly(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    keep("lockstep " + String.join(" ", arguments) + " (err)", run.err());
    return run.out().strip();
  }

  private Run quietly(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--cluster", folder.toString()));
    return Run.lockstep(all.toArray(String[]::new));
  }

  /** A request with the session, JSON, and these further headers: name, value, name … */
  int http(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return httpAs(access.authorization().orElseThrow(), method, path, body, headers);
  }

  /** A request of whoever says to be somebody. */
  int httpAs(String authorization, String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve("/api/v1/" + path))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<byte[]> answer = access.http().send(request.build(), BodyHandlers.ofByteArray());
    String asked = method + " " + path + " answered " + answer.statusCode() + " #" + kept.size();
    ArrayList<String> head = new ArrayList<>();
    answer.headers().map().forEach((name, values) -> head.add(name + ": " + values));
    keep(asked + " (head)", String.join("\n", head));
    kept.put(asked, answer.body());
    return answer.statusCode();
  }

  private void keep(String asked, String text) {
    kept.put(asked + " #" + kept.size(), text.getBytes(StandardCharsets.UTF_8));
  }

  /** What of it has a secret. */
  List<Finding> scan(SecretScan scan) {
    return kept.entrySet().stream()
        .flatMap(entry -> scan.bytes(entry.getKey(), entry.getValue()).stream())
        .toList();
  }
}
