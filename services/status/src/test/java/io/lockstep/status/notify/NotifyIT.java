package io.lockstep.status.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.status.settings.MailSettings;
import io.lockstep.status.settings.NotifySettings;
import io.lockstep.status.settings.WebhookSettings;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of alerts on a real broker, by a real SMTP server and a real HTTP server. */
@Tag("long")
class NotifyIT {
  private static final TestKafka KAFKA = TestKafka.single();
  private static final Duration WINDOW = Duration.ofMillis(500);
  private static final Duration GIVE_UP = Duration.ofHours(1);

  static {
    TrustedRecords.declare();
  }

  @TempDir private Path folder;
  private final LogConnection connection = TestLog.provisioned(KAFKA, TestRegistry.shared());
  private final PrometheusRegistry metrics = new PrometheusRegistry();
  private AlertWriter alerts;
  private MailServer mail;
  private HookServer hook;

  @BeforeEach
  void open() throws Exception {
    alerts = new AlertWriter(connection);
    mail = new MailServer(folder);
    hook = new HookServer();
  }

  @AfterEach
  void close() {
    alerts.close();
    mail.close();
    hook.close();
  }

  private NotifySettings byMail() {
    return new NotifySettings(
        Optional.of(mailSettings(MailServer.PASSWORD, Optional.of(mail.ca()))),
        Optional.empty(),
        WINDOW,
        GIVE_UP);
  }

  private MailSettings mailSettings(String password, Optional<Path> ca) {
    return new MailSettings(
        "localhost",
        mail.port(),
        MailSettings.Security.STARTTLS,
        ca,
        Optional.of(MailServer.USER),
        Optional.of(password),
        "lockstep@cluster.internal",
        List.of("ops@cluster.internal"));
  }

  private NotifySettings byWebhook() {
    return new NotifySettings(
        Optional.empty(),
        Optional.of(
            new WebhookSettings(
                hook.uri(), Optional.empty(), Optional.of("token"), Optional.of("secret"))),
        WINDOW,
        GIVE_UP);
  }

  private Notifications start(NotifySettings settings) {
    return Notifications.start(connection, settings, new PrometheusRegistry());
  }

  private static ConditionFactory within(String what) {
    return await(what).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private String scraped() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, metrics.scrape());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aMailTellsOfAnAlertAndOfItsEndOverTlsWithALogin() throws Exception {
    mail.start();
    try (Notifications running = start(byMail())) {
      alerts.raise("n2", 1);
      within("mail").until(() -> mail.mails().size() == 1);
      alerts.clear("n2", 1);
      within("second mail").until(() -> mail.mails().size() == 2);
    }

    MimeMessage raised = mail.mails().get(0);
    assertThat(raised.getSubject())
        .isEqualTo("[lockstep " + connection.cluster() + "] CRITICAL: node-offline n2");
    assertThat(raised.getContent().toString())
        .contains("RAISED  CRITICAL  node-offline n2", "Node n2: it is gone.")
        .contains("To do: Start the node.", "Id: node-offline/n2/1");
    assertThat(raised.getMessageID()).endsWith("@" + connection.cluster() + ".lockstep>");
    assertThat(raised.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.mails().get(1).getSubject()).endsWith("cleared: node-offline n2");
    assertThat(mail.mails().get(1).getMessageID()).isNotEqualTo(raised.getMessageID());
  }

  @Test
  void nothingIsLostWhileTheMailServerIsDown() throws Exception {
    try (Notifications running = Notifications.start(connection, byMail(), metrics)) {
      alerts.raise("n2", 1);
      within("two failures")
          .until(
              () ->
                  scraped()
                      .lines()
                      .anyMatch(
                          line ->
                              line.matches(
                                  "lockstep_notification_failures_total\\{channel=\"mail\"}"
                                      + " ([2-9]|\\d\\d+)\\.0")));
      alerts.raise("n3", 1);

      mail.start();

      within("mails").until(() -> mail.mails().size() == 2);
      assertThat(mail.mails().get(0).getSubject()).endsWith("node-offline n2");
      assertThat(mail.mails().get(1).getSubject()).endsWith("node-offline n3");
      assertThat(scraped())
          .contains(
              "lockstep_notifications_total{channel=\"mail\"} 2.0",
              "lockstep_notified_alert_steps_total{channel=\"mail\"} 2.0",
              "lockstep_notification_failing_seconds{channel=\"mail\"} 0.0");
    }
  }

  @Test
  void aStepThatIsWrittenAgainIsNotToldAgainAfterARestart() {
    try (Notifications first = start(byWebhook())) {
      alerts.raise("n2", 1);
      within("post").until(() -> hook.posts().size() == 1);
    }
    alerts.raise("n2", 1);
    alerts.clear("n2", 1);

    try (Notifications second = start(byWebhook())) {
      within("post of the end").until(() -> hook.text().contains("CLEARED"));
      alerts.raise("n4", 1);
      within("post of another").until(() -> hook.text().contains("node-offline/n4/1"));
    }

    assertThat(count(hook.text(), "\"state\":\"RAISED\",\"severity\":\"CRITICAL\"")).isEqualTo(2);
    assertThat(count(hook.text(), "\"id\":\"node-offline/n2/1\"")).isEqualTo(2);
  }

  @Test
  void whatWasToldIsNotToldAgainByANewClient() {
    try (Notifications running = start(byWebhook())) {
      alerts.raise("n2", 1);
      within("post").until(() -> hook.posts().size() == 1);

      running.renew();
      alerts.raise("n4", 1);

      within("post of another").until(() -> hook.text().contains("node-offline/n4/1"));
    }
    assertThat(count(hook.text(), "\"id\":\"node-offline/n2/1\"")).isEqualTo(1);
  }

  @Test
  void twoInstancesTellOfAHundredNodesOnceAndTogether() {
    try (Notifications one = start(byWebhook());
        Notifications other = start(byWebhook())) {
      alerts.raise("n0", 1);
      within("post").until(() -> hook.posts().size() == 1);

      for (int node = 1; node <= 100; node++) {
        alerts.raise("m" + node, 1);
      }

      within("posts").until(() -> hook.text().contains("node-offline/m100/1"));
    }

    assertThat(count(hook.text(), "\"state\":\"RAISED\"")).isEqualTo(101);
    assertThat(hook.posts().size()).isLessThanOrEqualTo(10);
    HookServer.Post post = hook.posts().get(0);
    assertThat(post.headers().get("Authorization")).containsExactly("Bearer token");
    assertThat(post.headers().get("Lockstep-signature").get(0))
        .matches("t=\\d{10},v1=[0-9a-f]{64}");
    assertThat(post.body()).contains("\"id\":\"" + post.headers().get("Idempotency-key").get(0));
  }

  @Test
  void theOtherInstanceTellsOfWhatTheFirstCouldNotDeliver() {
    hook.answer(503);
    try (Notifications first = Notifications.start(connection, byWebhook(), metrics)) {
      alerts.raise("n2", 1);
      within("a failure")
          .until(
              () ->
                  !scraped()
                      .contains("lockstep_notification_failures_total{channel=\"webhook\"} 0.0"));
    }
    hook.answer(204);

    try (Notifications second = start(byWebhook())) {
      within("post").until(() -> hook.text().contains("node-offline/n2/1"));
    }

    assertThat(hook.posts()).hasSize(1);
  }

  @Test
  void theFirstStartTellsOfWhatIsRaisedNowAndNotOfWhatIsOver() {
    alerts.raise("n1", 1);
    alerts.clear("n1", 1);
    alerts.raise("n2", 1);

    try (Notifications first = start(byWebhook())) {
      within("post").until(() -> !hook.posts().isEmpty());
    }

    assertThat(hook.text()).contains("node-offline/n2/1").doesNotContain("node-offline/n1/1");
  }

  @Test
  void theTestSaysWhatIsWrongAndKeepsThePassword() throws Exception {
    mail.start();
    NotifySettings stranger =
        new NotifySettings(
            Optional.of(mailSettings(MailServer.PASSWORD, Optional.empty())),
            Optional.empty(),
            WINDOW,
            GIVE_UP);
    NotifySettings wrong =
        new NotifySettings(
            Optional.of(mailSettings("wrong-password", Optional.of(mail.ca()))),
            Optional.empty(),
            WINDOW,
            GIVE_UP);

    assertThat(Notifications.test("blue", byMail())).containsExactly("mail: delivered");
    assertThatThrownBy(() -> Notifications.test("blue", stranger))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("mail server localhost:" + mail.port())
        .hasMessageContaining("unable to find valid certification path");
    assertThatThrownBy(() -> Notifications.test("blue", wrong))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("535")
        .hasMessageNotContaining("wrong-password");
    assertThat(mail.mails()).hasSize(1);
    NotifySettings both = new NotifySettings(wrong.mail(), byWebhook().webhook(), WINDOW, GIVE_UP);
    assertThatThrownBy(() -> Notifications.test("blue", both))
        .hasMessageContaining("535")
        .hasMessageContaining("webhook: delivered");
  }
}
