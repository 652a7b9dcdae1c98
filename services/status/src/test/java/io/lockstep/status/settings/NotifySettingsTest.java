package io.lockstep.status.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.settings.InvalidSettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifySettingsTest {
  private static Map<String, String> given(String... more) {
    Map<String, String> given = new HashMap<>();
    given.put("cluster.name", "blue");
    given.put("data.dir", "data");
    given.put("kafka.bootstrap.servers", "b1:9092");
    given.put("registry.url", "http://r:8080");
    for (int i = 0; i < more.length; i += 2) {
      given.put(more[i], more[i + 1]);
    }
    return given;
  }

  private static Map<String, String> mail(String from, String to) {
    return given(
        "notify.mail.host", "mail.corp.net", "notify.mail.from", from, "notify.mail.to", to);
  }

  @Test
  void nobodyIsToldUnlessItIsSet() {
    NotifySettings settings = StatusSettings.of(given()).notifications();

    assertThat(settings.mail()).isEmpty();
    assertThat(settings.webhook()).isEmpty();
  }

  @Test
  void takesRealAddresses() {
    MailSettings mail =
        StatusSettings.of(mail("lockstep@corp.net", "ops@corp.net, anna@sub.corp.net"))
            .notifications()
            .mail()
            .orElseThrow();

    assertThat(mail.to()).containsExactly("ops@corp.net", "anna@sub.corp.net");
    assertThat(mail.security()).isEqualTo(MailSettings.Security.STARTTLS);
    assertThat(mail.port()).isEqualTo(587);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root@localhost",
        "root@localhost.localdomain",
        "admin@example.com",
        "admin@Example.ORG",
        "admin@mail.example.net",
        "admin@example.de",
        "a@b.example",
        "ops@cluster.invalid",
        "ops@cluster.test",
        "changeme@corp.net",
        "your-address@corp.net",
        "root@host"
      })
  void refusesAPlaceholder(String address) {
    assertThatThrownBy(() -> StatusSettings.of(mail("lockstep@corp.net", address)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("notify.mail.to is \"" + address + "\", a placeholder");
    assertThatThrownBy(() -> StatusSettings.of(mail(address, "ops@corp.net")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("notify.mail.from is \"" + address + "\", a placeholder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ops", "@corp.net", "a b@corp.net", "ops@corp.net,", "a@b\r\nc.net"})
  void refusesWhatIsNoAddress(String to) {
    assertThatThrownBy(() -> StatusSettings.of(mail("lockstep@corp.net", to)))
        .hasMessageContaining("notify.mail.to is \"")
        .hasMessageContaining("wants an address of the form NAME@DOMAIN");
  }

  @Test
  void sendsNoPasswordAndNoAlertInTheClear() {
    Map<String, String> login = mail("lockstep@corp.net", "ops@corp.net");
    login.put("notify.mail.security", "none");
    login.put("notify.mail.user", "u");
    login.put("notify.mail.password.file", "p");

    assertThatThrownBy(() -> StatusSettings.of(login))
        .hasMessageContaining("the password would go to mail.corp.net in the clear");
    assertThatThrownBy(
            () -> StatusSettings.of(given("notify.webhook.url", "http://192.0.2.1/T0KEN")))
        .hasMessageContaining("notify.webhook.url is an http URL of 192.0.2.1, but wants https")
        .hasMessageNotContaining("T0KEN");
  }

  @Test
  void saysWhatBelongsTogether() {
    assertThatThrownBy(() -> StatusSettings.of(given("notify.mail.to", "ops@corp.net")))
        .hasMessageContaining("notify.mail.to is set, but notify.mail.host is not");
    assertThatThrownBy(() -> StatusSettings.of(given("notify.webhook.token.file", "t")))
        .hasMessageContaining("notify.webhook.token.file is set, but notify.webhook.url is not");
    Map<String, String> user = mail("lockstep@corp.net", "ops@corp.net");
    user.put("notify.mail.user", "u");
    assertThatThrownBy(() -> StatusSettings.of(user))
        .hasMessageContaining("notify.mail.user and notify.mail.password.file belong together");
  }
}
