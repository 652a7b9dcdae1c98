package io.lockstep.node.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.materialize.testing.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real balancers in front of members that come, go and are drained while clients ask. */
@Tag("long")
class BalancersIT {
  private static final int CLIENTS = 4;
  private static final int INTERVAL_MILLIS = 200;
  private static final int FALL = 2;
  private static final int MORE = 1_000;

  @TempDir Path folder;
  private BalancedCluster cluster;

  @BeforeEach
  void join() {
    cluster = new BalancedCluster(folder);
    for (int number = 1; number <= 3; number++) {
      cluster.add(number);
    }
  }

  @AfterEach
  void leave() throws Exception {
    cluster.close();
  }

  private static void report(String what, Traffic traffic, long since) {
    System.out.printf(
        "%s: %d answered, %d lost %s, %d of them later than allowed%n",
        what,
        traffic.answered(),
        traffic.lost().size(),
        traffic.lost().stream().limit(5).toList(),
        traffic.lostSince(since).size());
  }

  /** Kills a backend; asserts that soon no request is lost any more; returns since when. */
  private long kill(int number, Traffic traffic, long graceMillis) {
    BalancedCluster.awaitMore(traffic, MORE);
    assertThat(traffic.lost()).isEmpty();
    long killed = System.nanoTime();
    cluster.backend(number).close();
    long since = killed + TimeUnit.MILLISECONDS.toNanos(graceMillis);
    await("the grace").until(() -> System.nanoTime() - since > 0);
    BalancedCluster.awaitMore(traffic, MORE);
    report("killed n" + number, traffic, since);
    assertThat(traffic.lostSince(since)).isEmpty();
    return since;
  }

  @Test
  void haproxyFollowsTheMembersAndLosesNothing() {
    Path haproxy = Tools.need("haproxy");
    cluster.use(
        "haproxy",
        "kill -USR2 \"$(cat started)\"",
        Map.of(
            "haproxy.mode",
            "http",
            "haproxy.bind",
            "127.0.0.1:" + cluster.port,
            "haproxy.health.path",
            Backend.HEALTH,
            "haproxy.health.interval",
            Integer.toString(INTERVAL_MILLIS)));
    cluster.start("haproxy.cfg", List.of(haproxy.toString(), "-W", "-f", "haproxy.cfg"));

    try (Traffic traffic = new Traffic(cluster.port, CLIENTS)) {
      long since = kill(2, traffic, 2 * INTERVAL_MILLIS * FALL);

      add(4, traffic, since);
      cluster.reloadedBy(() -> cluster.order("drain", 3));
      assertThat(cluster.lines("haproxy.cfg"))
          .anyMatch(line -> line.contains(" n3 ") && line.endsWith(" weight 0"));
      awaitDrained(3, traffic, since);
      resume(3, traffic, since);
    }
  }

  @Test
  void nginxFollowsTheMembersAndLosesNothing() {
    Path nginx = Tools.need("nginx");
    String file = cluster.files().resolve("nginx.conf").toString();
    cluster.use(
        "nginx",
        nginx + " -s reload -c " + file,
        Map.of(
            "nginx.listen",
            "127.0.0.1:" + cluster.port,
            "nginx.pid",
            cluster.files().resolve("nginx.pid").toString()));
    cluster.start("nginx.conf", List.of(nginx.toString(), "-c", file, "-g", "daemon off;"));

    try (Traffic traffic = new Traffic(cluster.port, CLIENTS)) {
      long since = kill(2, traffic, 0);

      add(4, traffic, since);
      cluster.reloadedBy(() -> cluster.order("drain", 3));
      assertThat(cluster.lines("nginx.conf"))
          .filteredOn(line -> line.endsWith(" down;"))
          .hasSize(1);
      awaitDrained(3, traffic, since);
      resume(3, traffic, since);
    }
  }

  private void add(int node, Traffic traffic, long since) {
    cluster.reloadedBy(() -> cluster.add(node));
    awaitBack("added", node, traffic, since);
  }

  private void resume(int node, Traffic traffic, long since) {
    cluster.reloadedBy(() -> cluster.order("resume", node));
    awaitBack("resumed", node, traffic, since);
  }

  private void awaitBack(String what, int node, Traffic traffic, long since) {
    cluster.awaitServing(node);
    BalancedCluster.awaitMore(traffic, MORE);
    report(what + " n" + node, traffic, since);
    assertThat(traffic.lostSince(since)).isEmpty();
  }

  private void awaitDrained(int node, Traffic traffic, long since) {
    cluster.awaitIdle(node, traffic, MORE);
    report("drained n" + node, traffic, since);
    assertThat(traffic.lostSince(since)).isEmpty();
  }
}
