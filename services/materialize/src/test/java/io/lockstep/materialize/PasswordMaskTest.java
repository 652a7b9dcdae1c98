package io.lockstep.materialize;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordMaskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "password=hush hush|password=(secret)",
        "db.Password : hush|db.Password : (secret)",
        "\"client_secret\": \"hu\\\"sh\", \"a\": 1|\"client_secret\": \"(secret)\", \"a\": 1",
        "keystorePass=\"hush\" port=\"1\"|keystorePass=\"(secret)\" port=\"1\"",
        "<Password>hush</Password>|<Password>(secret)</Password>",
        "<db:password type=\"x\">hush</db:password>|<db:password type=\"x\">(secret)</db:password>",
        "# truststore_pass = 'hush'|# truststore_pass = '(secret)'",
        "api-key = \"hush|api-key = \"(secret)\"",
        "bypass = 1|bypass = 1",
        "port = 8443|port = 8443",
        "url = \"jdbc:password-less\"|url = \"jdbc:password-less\"",
        "[password]|[password]",
      })
  void masksWhatIsNamedLikeAPassword(String text, String shown) {
    assertThat(PasswordMask.of(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "password", "pass", "password=\"\\\\", "<password", "\"", "p=\"\"\""})
  void isDoneWithAMegabyteOfAnything(String piece) {
    String text = piece.repeat(1 << 20).substring(0, 1 << 20);

    assertTimeoutPreemptively(ofSeconds(10), () -> PasswordMask.of(text));
  }
}
