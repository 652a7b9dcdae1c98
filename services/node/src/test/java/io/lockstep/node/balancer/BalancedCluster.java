package io.lockstep.node.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.log.LogConnection;
import io.lockstep.materialize.profile.builtin.BuiltinProfiles;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Members with backends, and a node {@code lb1} that keeps the file of a real balancer with a copy
 * of a profile that Lockstep brings along; the copy reloads the balancer that {@link #start} ran.
 */
final class BalancedCluster implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PROFILE = "balancer";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The port on which clients are taken. */
  final int port = TestNode.freePort();

  private final Path folder;
  private final LogConnection log = TestCluster.founded();
  private final Map<String, TestNode> nodes = new TreeMap<>();
  private final Map<String, Backend> backends = new TreeMap<>();
  private final int product = TestNode.freePort();
  private final Path files;
  private Process balancer;

  BalancedCluster(Path folder) {
    this.folder = folder;
    this.files = folder.resolve("lb1/files");
    join("lb1", "127.0.2.1");
  }

  /** Starts a backend and the node of a member beside it. */
  void add(int number) {
    String id = "n" + number;
    String address = "127.0.1." + number;
    backends.put(id, new Backend(id, address, product));
    join(id, address);
  }

  private void join(String id, String host) {
    nodes.put(id, TestNode.start(log, folder, id, "node.host", host).awaitReady());
  }

  Backend backend(int number) {
    return backends.get("n" + number);
  }

  /** Where lb1 keeps files. */
  Path files() {
    return files;
  }

  /** Takes a profile into use on lb1, its command for a reload being a script of this test. */
  void use(String builtin, String reload, Map<String, String> parameters) {
    Path script = folder.resolve("reload");
    String text = "set -e\ntest -f started || exit 0\n" + reload + "\necho done >> reloads\n";
    String command = "command: [systemctl, reload, " + builtin + "]";
    String profile = BuiltinProfiles.all().text(builtin).orElseThrow();
    assertThat(profile).contains(command);
    try {
      Files.writeString(script, text);
      set("Profile." + PROFILE, own(profile, builtin, command, script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    parameters.forEach(this::set);
    set(builtin + ".port", Integer.toString(product));
    set("Cluster.profiles?scope=node:lb1", PROFILE);
  }

  private static String own(String profile, String builtin, String command, Path script) {
    return profile
        .replace("profile: " + builtin + "\n", "profile: " + PROFILE + "\n")
        .replace(command, "command: [sh, " + script + "]");
  }

  private void set(String key, String value) {
    try {
      String body = JSON.writeValueAsString(Map.of("value", value));
      var answer = nodes.get("lb1").json("PUT", "/api/v1/configuration/" + key, body);
      assertThat(answer.status()).as("%s: %s", key, answer.body()).isEqualTo(200);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Drains or resumes a member. */
  void order(String what, int number) {
    String path = "/api/v1/nodes/n" + number + "/" + what;
    assertThat(nodes.get("lb1").send("POST", path, null).status()).isEqualTo(200);
  }

  /** Runs the balancer on the file, once it is there, until a request is answered. */
  void start(String file, List<String> command) {
    await(file).atMost(PATIENCE).until(() -> Files.exists(files.resolve(file)));
    try {
      balancer =
          new ProcessBuilder(command)
              .directory(files.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("balancer.log").toFile())
              .start();
      await("the balancer")
          .atMost(PATIENCE)
          .until(() -> Traffic.ask(port).startsWith("HTTP/1.1 200"));
      Files.writeString(files.resolve("started"), Long.toString(balancer.pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often the balancer was told to read its file. */
  long reloads() {
    return lines(files.resolve("reloads")).size();
  }

  /** The lines of the balancer's file. */
  List<String> lines(String file) {
    return lines(files.resolve(file));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does something after which the balancer has to be reloaded; returns once it was told to. */
  void reloadedBy(Runnable change) {
    long before = reloads();
    change.run();
    await("a reload").atMost(PATIENCE).until(() -> reloads() > before);
  }

  /** Returns once so many more requests were answered. */
  static void awaitMore(Traffic traffic, long requests) {
    long before = traffic.answered();
    await(requests + " more answers")
        .atMost(PATIENCE)
        .until(() -> traffic.answered() >= before + requests);
  }

  /** Returns once a member gets requests. */
  void awaitServing(int number) {
    long before = backend(number).requests();
    await("requests at n" + number)
        .atMost(PATIENCE)
        .until(() -> backend(number).requests() > before);
  }

  /** Returns once so many requests in a row were answered by others than a member. */
  void awaitIdle(int number, Traffic traffic, long requests) {
    AtomicLong seen = new AtomicLong(-1);
    AtomicLong since = new AtomicLong();
    await("nothing new at n" + number)
        .atMost(PATIENCE)
        .until(
            () -> {
              long now = backend(number).requests();
              if (seen.getAndSet(now) != now) {
                since.set(traffic.answered());
              }
              return traffic.answered() - since.get() >= requests;
            });
  }

  @Override
  public void close() throws Exception {
    if (balancer != null) {
      balancer.destroy();
      if (!balancer.waitFor(10, TimeUnit.SECONDS)) {
        balancer.destroyForcibly().waitFor();
      }
    }
    List<AutoCloseable> all = new ArrayList<>(nodes.values());
    all.addAll(backends.values());
    for (AutoCloseable one : all) {
      one.close();
    }
  }
}
