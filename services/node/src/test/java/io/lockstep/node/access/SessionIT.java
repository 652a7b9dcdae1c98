package io.lockstep.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lockstep.log.LogConnection;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.node.testing.TestSessions;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.token.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who is let in, as whom, and for how long. */
class SessionIT {
  private static final String STATE = "/api/v1/state";
  private static final Duration HOUR = Duration.ofHours(1);

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

  private static Answer as(String token, String method, String path, String body) {
    return node.sendBare(
        method,
        path,
        body == null ? null : body.getBytes(StandardCharsets.UTF_8),
        "Authorization",
        TestSessions.bearer(token),
        "Content-Type",
        "application/json");
  }

  private static void assertRefused(Answer answer, String... detail) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(401);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(answer.header("Lockstep-Revision")).isEmpty();
    assertThat(answer.code()).isEqualTo("unauthenticated");
    assertThat(answer.detail()).isNotBlank();
    for (String part : detail) {
      assertThat(answer.detail()).contains(part);
    }
  }

  private static String issued(Instant time) {
    return TestSessions.token(
        log.cluster(),
        TestSecrets.of(log.cluster()),
        Clock.fixed(time, ZoneOffset.UTC),
        Role.ADMIN,
        HOUR);
  }

  private static String create(String subject, String role) {
    return node.json(
            "POST",
            "/api/v1/tokens",
            "{\"kind\":\"session\",\"subject\":\"%s\",\"role\":\"%s\"}".formatted(subject, role))
        .field("value");
  }

  @Test
  void refusesWhoHasNoToken() {
    assertRefused(node.sendBare("GET", STATE, null), "Authorization: Bearer");
    assertRefused(node.sendBare("GET", STATE, null, "Authorization", "Basic dXNlcjpwYXNz"));
    assertRefused(node.sendBare("GET", "/api/v1/nothing", null));
    assertRefused(node.sendBare("GET", "/", null));
  }

  @Test
  void saysToEverybodyWhetherItIsWell() {
    assertThat(node.sendBare("GET", "/health/liveness", null).status()).isEqualTo(200);
    assertThat(node.sendBare("GET", "/health/readiness", null).status()).isEqualTo(200);
  }

  @Test
  void refusesATokenThatIsNone() {
    Answer answer = as("guess-" + "x".repeat(60), "GET", STATE, null);

    assertRefused(answer, "no session token of Lockstep");
    assertThat(answer.body()).doesNotContain("guess-");
  }

  @Test
  void writesNoTokenIntoItsLog() {
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger("io.lockstep.node.http");
    String good = TestSessions.token(log.cluster(), Role.VIEWER);
    String wrong = good.substring(0, good.length() - 4) + "AAAA";
    appender.start();
    logger.setLevel(Level.TRACE);
    logger.addAppender(appender);
    try {
      as(good, "GET", STATE, null);
      as(good, "DELETE", "/api/v1/configuration/key", null);
      as(wrong, "GET", STATE, null);
      as(issued(Instant.now().minus(HOUR)), "GET", STATE, null);
    } finally {
      logger.setLevel(null); // as it was
      logger.detachAppender(appender);
    }

    assertThat(appender.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("not authenticated address=127.0.0.1"))
        .anyMatch(line -> line.contains("not allowed actor=tester role=viewer"))
        .noneMatch(line -> line.contains("eyJ")); // as every token begins
  }

  @Test
  void refusesATokenOfAnotherCluster() {
    ClusterSecret other = ClusterSecret.generate(1, new SecureRandom());

    assertRefused(
        as(
            TestSessions.token(log.cluster(), other, Clock.systemUTC(), Role.ADMIN, HOUR),
            "GET",
            STATE,
            null),
        "comes from another cluster");
    assertRefused(
        as(
            TestSessions.token(
                "other", TestSecrets.of(log.cluster()), Clock.systemUTC(), Role.ADMIN, HOUR),
            "GET",
            STATE,
            null),
        "comes from another cluster");
  }

  @Test
  void refusesATokenThatHasEndedOrNotBegun() {
    assertRefused(as(issued(Instant.now().minus(HOUR)), "GET", STATE, null), "ended at");
    assertRefused(as(issued(Instant.now().plus(HOUR)), "GET", STATE, null), "begins at");
  }

  @Test
  void writesDownWhoAskedAndFromWhere() {
    String token = create("alice@example", "operator");

    Answer written = as(token, "PUT", "/api/v1/configuration/by.alice", "{\"value\":\"1\"}");

    assertThat(written.status()).as("%s", written).isEqualTo(200);
    assertThat(as(token, "GET", "/api/v1/configuration/by.alice", null).field("actor"))
        .isEqualTo("alice@example");
  }

  @Test
  void refusesARevokedTokenFromThenOn() {
    Answer made =
        node.json(
            "POST",
            "/api/v1/tokens",
            "{\"kind\":\"session\",\"subject\":\"bob\",\"role\":\"viewer\",\"lifeSeconds\":600}");
    assertThat(made.status()).as("%s", made).isEqualTo(200);
    assertThat(as(made.field("value"), "GET", STATE, null).status()).isEqualTo(200);

    Answer revoked = node.send("DELETE", "/api/v1/tokens/" + made.field("id"), null);

    assertThat(revoked.status()).as("%s", revoked).isEqualTo(200);
    assertRefused(as(made.field("value"), "GET", STATE, null), "was revoked");
  }

  @Test
  void refusesLivesThatAreTooLong() {
    assertThat(
            node.json(
                    "POST",
                    "/api/v1/tokens",
                    "{\"kind\":\"session\",\"subject\":\"bob\",\"role\":\"viewer\",\"lifeSeconds\":86401}")
                .detail())
        .contains("86401", "1 to 86400");
    assertThat(
            node.json("POST", "/api/v1/tokens", "{\"kind\":\"join\",\"lifeSeconds\":604801}")
                .detail())
        .contains("604801", "1 to 604800");
  }

  @Test
  void listsTokensWithoutTheirValues() {
    Answer made = node.json("POST", "/api/v1/tokens", "{\"kind\":\"join\",\"node\":\"n7\"}");
    assertThat(made.status()).as("%s", made).isEqualTo(200);

    Answer list = node.get("/api/v1/tokens");

    assertThat(list.body())
        .contains(made.field("id"), "\"n7\"")
        .doesNotContain(made.field("value"));
  }
}
