package io.lockstep.node.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.node.NodeService;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Nodes in this process that have the folder {@code web}, and what stands in it on each. */
final class Nodes implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LogConnection log;
  private final Path folder;
  private final Map<String, NodeService> running = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> settings = new ConcurrentHashMap<>();

  Nodes(LogConnection log, Path folder) {
    this.log = log;
    this.folder = folder;
  }

  NodeService start(String id) {
    return start(id, FolderProfile.WEB);
  }

  NodeService start(String id, FolderProfile profile) {
    NodeService node = run(id, profile);
    await("node " + id)
        .atMost(PATIENCE)
        .until(
            () -> node.status().problems().isEmpty() && node.content().status("web").isPresent());
    return node;
  }

  /** Starts a node, and does not wait until it is ready. */
  NodeService run(String id, FolderProfile profile) {
    Map<String, String> own =
        settings.computeIfAbsent(id, key -> TestNode.settings(log, folder, key));
    TestSecrets.install(own);
    NodeService node = NodeService.start(NodeSettings.of(own), profile);
    running.put(id, node);
    return node;
  }

  /** Starts a node as a process of its own; it is not waited for, and closed by who started it. */
  Process child(String id, String... options) throws IOException {
    Map<String, String> own =
        settings.computeIfAbsent(id, key -> TestNode.settings(log, folder, key));
    TestSecrets.install(own);
    return ContentChild.start(own, folder.resolve(id), options);
  }

  void stop(String id) {
    running.remove(id).close();
  }

  NodeService node(String id) {
    return running.get(id);
  }

  Path web(String id) {
    return folder.resolve(id).resolve("files/server/web");
  }

  Path data(String id) {
    return folder.resolve(id).resolve("data");
  }

  Path write(String id, String path, String text) {
    try {
      Path file = web(id).resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kind, mode and content by path; the raw bytes of names count. */
  Map<String, String> tree(String id) {
    Map<String, String> tree = new TreeMap<>();
    Path root = web(id);
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.filter(each -> !each.equals(root)).toList()) {
        if (!path.getFileName().toString().startsWith(".lockstep-tmp-")) {
          tree.put(root.relativize(path).toString(), describe(path));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      return Map.of("changing", e.toString());
    }
    return tree;
  }

  private static String describe(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "-> " + Files.readSymbolicLink(path);
    }
    String mode =
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    return Files.isDirectory(path)
        ? "dir " + mode
        : mode + " " + new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
  }

  /** Returns once a node says this of what is in the way. */
  void awaitProblem(String id, String... texts) {
    await("problem on " + id)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(String.join("\n", problems(id))).contains(texts));
  }

  /** Returns once a node warns of this, which it does at the end of a look. */
  void awaitWarning(String id, String code, String text) {
    await("warning of " + id)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(node(id).warnings().all())
                    .anySatisfy(
                        warning -> {
                          assertThat(warning.getCode()).isEqualTo(code);
                          assertThat(warning.getMessage()).contains(text);
                        }));
  }

  /** Returns once a node does not warn of this any more. */
  void awaitNoWarning(String id, String code) {
    await("no warning of " + id)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(node(id).warnings().all())
                    .noneSatisfy(warning -> assertThat(warning.getCode()).isEqualTo(code)));
  }

  private List<String> problems(String id) {
    return node(id).content().status("web").map(FolderStatus::problems).orElse(List.of());
  }

  /** Returns once all nodes have the same, and say so. */
  void awaitSame() {
    await("the same on " + running.keySet())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              String first = running.keySet().iterator().next();
              Map<String, String> tree = tree(first);
              for (Map.Entry<String, NodeService> each : running.entrySet()) {
                assertThat(tree(each.getKey())).as(each.getKey()).isEqualTo(tree);
                FolderStatus status = each.getValue().content().status("web").orElseThrow();
                assertThat(status.inStep()).as("%s", status).isTrue();
                assertThat(status.revision())
                    .isEqualTo(running.get(first).replay().image().revision());
              }
            });
  }

  /** Returns once a file has that text. */
  void awaitText(String id, String path, String text) {
    await(path + " on " + id)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(Files.readString(web(id).resolve(path))).isEqualTo(text));
  }

  void awaitGone(String id, String path) {
    await(path + " gone on " + id)
        .atMost(PATIENCE)
        .until(() -> !Files.exists(web(id).resolve(path), LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public void close() {
    running.values().forEach(NodeService::close);
  }
}
