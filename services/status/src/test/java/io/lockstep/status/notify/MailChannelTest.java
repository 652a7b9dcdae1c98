package io.lockstep.status.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertSeverity;
import io.lockstep.schema.AlertState;
import io.lockstep.status.settings.MailSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mails to several addresses, of which the server does not take all. */
@Timeout(60)
class MailChannelTest {
  private static final String OPS = "ops@cluster.internal";
  private static final String GONE = "gone@cluster.internal";
  private static final String LATER = "later@cluster.internal";

  private ScriptedMailServer server;

  @BeforeEach
  void open() throws IOException {
    server = new ScriptedMailServer();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private MailChannel channel(String... to) {
    return new MailChannel(
        new MailSettings(
            "127.0.0.1",
            server.port(),
            MailSettings.Security.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "lockstep@cluster.internal",
            List.of(to)));
  }

  private static Digest digest() {
    return new Digest(
        "prod",
        List.of(
            Alert.newBuilder()
                .setId("node-offline/n2/1")
                .setCluster("prod")
                .setKind("node-offline")
                .setOccurrence(1)
                .setSeverity(AlertSeverity.CRITICAL)
                .setState(AlertState.RAISED)
                .setCause("It is gone.")
                .setRemedy("Start it.")
                .setRaised(Instant.EPOCH)
                .build()));
  }

  @Test
  void anAddressThatIsRefusedDoesNotKeepTheMailFromTheOthers() throws Exception {
    server.reply(GONE, "550 5.1.1 no such user");

    Optional<String> flaw = channel(GONE, OPS).deliver(digest());

    assertThat(server.delivered()).containsExactly(List.of(OPS));
    assertThat(flaw.orElse("none"))
        .contains(GONE, "550 5.1.1 no such user", "correct notify.mail.to")
        .doesNotContain(OPS);
  }

  @Test
  void anAddressThatHasToWaitGetsTheMailLaterAndTheOthersNoSecond() throws Exception {
    server.reply(LATER, "450 4.2.0 greylisted");
    MailChannel channel = channel(OPS, LATER);
    assertThatThrownBy(() -> channel.deliver(digest()))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("not taken for " + LATER)
        .hasMessageContaining("450 4.2.0 greylisted");
    server.reply(LATER, "250 ok");

    Optional<String> flaw = channel.deliver(digest());

    assertThat(flaw).isEmpty();
    assertThat(server.delivered()).containsExactly(List.of(OPS), List.of(LATER));
  }

  @Test
  void aMailThatNobodyGetsFailsAndNamesWhoIsRefused() {
    server.reply(GONE, "550 5.1.1 no such user");

    assertThatThrownBy(() -> channel(GONE).deliver(digest()))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("not taken for " + GONE)
        .hasMessageContaining("550 5.1.1 no such user");
    assertThat(server.delivered()).isEmpty();
  }
}
