package io.lockstep.node.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.journal.JournalCursor;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.node.testing.TestSessions;
import io.lockstep.node.testing.WatchReader;
import io.lockstep.trust.token.Role;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches through a node; what one test writes stands in the journal of the next. */
@Tag("long")
class WatchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  @TempDir static Path folder;
  private static LogConnection log;
  private static TestNode node;

  @BeforeAll
  static void start() {
    log = TestCluster.founded();
    node = TestNode.start(log, folder, "n1").awaitReady();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static String url() {
    return node.server().service().self().getUrl();
  }

  private static WatchReader watch(String from) {
    return WatchReader.start(WatchIT::url, node.authorization(), from);
  }

  private static long set(String key, String value) {
    return Long.parseLong(node.set(key, value).field("revision"));
  }

  /** Those of the test before may not be gone yet. */
  private static void awaitWatches(int number) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> node.server().service().watches().size() == number);
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void sendsEveryChangeFromTheRevisionOnAndGoesOnLive() {
    long before = set("a", "1");
    try (WatchReader reader = watch("?from=1")) {
      reader.awaitRevision(before);
      long after = set("b", "2");
      reader.awaitRevision(after);

      assertThat(reader.revisions()).isEqualTo(range(1, after));
      assertThat(reader.received().get((int) after - 1).data())
          .contains("\"sentence\":\"parameter b set to \\\"2\\\"\"", "\"actor\":\"tester\"");
      assertThat(reader.connections()).isEqualTo(1);
    }
  }

  @Test
  void beginsWithTheNextChangeWhereNothingIsSaid() {
    set("a", "1");
    awaitWatches(0);
    try (WatchReader reader = watch("")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> reader.connections() == 1);
      awaitWatches(1);
      long next = set("a", "2");
      reader.awaitRevision(next);
      assertThat(reader.revisions()).allMatch(revision -> revision > next - 3).contains(next);
    }
  }

  @Test
  void resumesBehindTheLastEvent() {
    long last = set("a", "1");
    try (WatchReader first = watch("?from=1")) {
      first.awaitRevision(last);
    }
    long next = set("a", "2");

    try (WatchReader second = watch("?from=" + (last + 1))) {
      second.awaitRevision(next);
      assertThat(second.revisions()).isEqualTo(range(last + 1, next));
    }
  }

  @Test
  void watchersMissNothingWhereTheReadersOfTheJournalAreMadeAnew() {
    long first = set("a", "1");
    AtomicInteger opened = new AtomicInteger();
    try (Codecs codecs = new Codecs(log);
        WatchHub hub =
            new WatchHub(
                () -> {
                  opened.incrementAndGet();
                  return new JournalCursor(log, codecs, entry -> true);
                },
                node.server().service().replay()::image)) {
      hub.start();
      Collected collected = new Collected();
      hub.watch(1L, Optional::empty).subscribe(collected);
      await().atMost(PATIENCE).until(() -> collected.revisions().contains(first));
      for (int i = 0; i < 3; i++) {
        int before = opened.get();
        hub.renew();
        await().atMost(PATIENCE).until(() -> opened.get() > before);
        long next = set("a", "again " + i);
        await().atMost(PATIENCE).until(() -> collected.revisions().contains(next));
      }
      assertThat(collected.revisions()).isEqualTo(range(1, first + 3));
    }
  }

  @Test
  void goesOnAtAnotherNodeWhenTheWatchedOneStops() {
    TestNode second = TestNode.start(log, folder, "n2").awaitReady();
    AtomicReference<String> home = new AtomicReference<>(second.server().service().self().getUrl());
    try (second;
        WatchReader reader = WatchReader.start(home::get, node.authorization(), "?from=1")) {
      reader.awaitRevision(set("a", "while n2 is there"));

      home.set(url());
      second.close();
      long last = set("a", "once it is gone");
      reader.awaitRevision(last);

      assertThat(reader.revisions()).isEqualTo(range(1, last));
      assertThat(reader.connections()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void givesTheStateWhereTheRevisionIsInTheFuture() {
    set("a", "1");

    try (WatchReader reader = watch("?from=1000000")) {
      assertThat(reader.awaitEvent("reset").data()).contains("\"code\":\"revision-unknown\"");
      long next = set("a", "2");
      reader.awaitRevision(next);

      assertThat(reader.awaitEvent("state").id()).isEqualTo(next - 1);
      assertThat(reader.revisions()).containsExactly(next);
    }
    Answer asked = node.get("/api/v1/watch?from=1000000", "Accept", "application/json");
    assertThat(asked.status()).isEqualTo(404);
    assertThat(asked.code()).isEqualTo("revision-unknown");
    assertThat(node.get("/api/v1/watch", "Accept", "application/json").status()).isEqualTo(406);
  }

  @Test
  void endsWithTheSession() {
    String token =
        TestSessions.token(
            log.cluster(),
            TestSecrets.of(log.cluster()),
            Clock.systemUTC(),
            Role.VIEWER,
            Duration.ofSeconds(4));

    try (WatchReader reader =
        WatchReader.start(WatchIT::url, TestSessions.bearer(token), "?from=1", true)) {
      assertThat(reader.awaitEvent("end").data()).contains("session-expired");
    }
    awaitWatches(0);
  }

  @Test
  void endsWhenTheSessionIsRevoked() {
    Answer made =
        node.json(
            "POST",
            "/api/v1/tokens",
            "{\"kind\":\"session\",\"role\":\"viewer\",\"subject\":\"ann\",\"lifeSeconds\":600}");
    assertThat(made.status()).as(made.body()).isLessThan(300);
    String id = made.field("id");

    try (WatchReader reader =
        WatchReader.start(
            WatchIT::url, TestSessions.bearer(made.field("value")), "?from=1", true)) {
      reader.awaitRevision(1);
      node.send("DELETE", "/api/v1/tokens/" + id, null);

      assertThat(reader.awaitEvent("end").data()).contains("session-revoked");
    }
  }

  @Test
  void saysGoodbyeWhenTheNodeStops() {
    try (WatchReader reader =
        WatchReader.start(WatchIT::url, node.authorization(), "?from=1", true)) {
      reader.awaitRevision(1);
      node.server().service().watches().sendAway();

      assertThat(reader.awaitEvent("end").data()).contains("\"code\":\"closing\"");
    }
  }
}
