package io.lockstep.cli.managed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.Run;
import io.lockstep.cli.client.Json;
import io.lockstep.cli.sandbox.SandboxCluster;
import io.lockstep.sandbox.Progress;
import io.lockstep.sandbox.Sandbox;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.sandbox.SandboxPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two nodes as processes that manage a product, and the commands that are typed to them. */
final class ManagedCluster implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final String PRODUCT = "conf/shop.toml";

  /** As the product brings it along. */
  static final String AS_INSTALLED =
      """
      # The shop, as it was installed.
      [database]
      password = "as it was"

      [log]
      level = "info"     # ours

      [server]
      threads = 4        # four are enough
      name = 'kept'
      """;

  private static final String SHOP =
      """
      profile: shop
      format: 1
      text: The shop.
      parameters:
        shop.threads: {type: integer, minimum: 1, maximum: 100, text: Threads.}
      outputs:
        - path: conf/shop.toml
          format: toml
          values:
            server.threads: {parameter: shop.threads}
      content:
        - folder: pages
          path: pages
          validate: {"**/*.xml": xml}
      hooks:
        - name: reload
          after: ["content:pages"]
          command: [sh, reload]
          debounce: %s
      """;

  private final Path folder;
  private final Sandbox sandbox;

  /** Starts it, with the product installed on both nodes and its profile in use. */
  ManagedCluster(Path folder) throws IOException {
    this.folder = folder;
    SandboxOptions options =
        SandboxOptions.of(folder.resolve("sandbox"))
            .withNodes(2)
            .withPorts(SandboxPorts.free())
            .withOwned(true);
    sandbox = Sandbox.up(options, new SandboxCluster(options, "admin"), Progress.SILENT);
    for (String node : List.of("n1", "n2")) {
      Files.createDirectories(files(node).resolve("conf"));
      Files.writeString(files(node).resolve(PRODUCT), AS_INSTALLED);
      Files.writeString(
          files(node).resolve("reload"),
          "echo $LOCKSTEP_REVISION $(cat pages/hooked) >> reloads\n");
    }
    install("100ms");
    done("profile", "use", "standard", "shop"); // commands trust a file of standard
    awaitInStep("n1");
    awaitInStep("n2");
  }

  /** Installs the profile with another debounce of its hook. */
  void install(String debounce) throws IOException {
    Path profile = Files.writeString(folder.resolve("shop.yaml"), SHOP.formatted(debounce));
    done("profile", "install", profile.toString());
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /** Where a node keeps what it manages. */
  Path files(String node) {
    return sandbox.options().nodeData(node).resolveSibling("files");
  }

  /** Where a node has the folder that is the same on both. */
  Path pages(String node) {
    return files(node).resolve("pages");
  }

  /** Types a command. */
  Run lockstep(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--cluster", sandbox.options().dir().toString()));
    return Run.lockstep(all.toArray(String[]::new));
  }

  /** Types a command that has to succeed; returns what it printed. */
  String done(String... arguments) {
    Run run = lockstep(arguments);
    assertThat(run.exitCode()).as("%s: %s", String.join(" ", arguments), run).isZero();
    return run.out();
  }

  /** Types a command that answers in JSON. */
  JsonNode json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--output", "json"));
    try {
      return Json.MAPPER.readTree(done(all.toArray(String[]::new)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once the pages of a node are the cluster's. */
  void awaitInStep(String node) {
    await("pages of " + node)
        .atMost(PATIENCE)
        .until(
            () ->
                json("content", "status", "--node", node)
                    .path("items")
                    .path(0)
                    .path("inStep")
                    .asBoolean());
  }

  /** Returns once a page of a node has that text. */
  void awaitPage(String node, String page, String text) {
    await(page + " on " + node)
        .atMost(PATIENCE)
        .ignoreExceptions() // it is not there yet
        .untilAsserted(() -> assertThat(pages(node).resolve(page)).hasContent(text));
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
