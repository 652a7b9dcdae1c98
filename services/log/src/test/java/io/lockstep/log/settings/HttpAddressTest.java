package io.lockstep.log.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "http://n1, http://n1",
    "' HTTPS://N1:8101/ ', https://N1:8101/",
    "https://n1.example.com.:8101/a?b=c, https://n1.example.com:8101/a?b=c",
    "https://n1., https://n1",
    "https://me@n1.:1, https://me@n1:1",
    "https://n1/a%20b%2Fc?d=%26, https://n1/a%20b%2Fc?d=%26",
    "https://10.0.0.1:8101, https://10.0.0.1:8101",
    "https://[::1]:8101, https://[::1]:8101"
  })
  void isWhatAClientCanCall(String text, String url) {
    assertThat(HttpAddress.of(text)).hasToString("Optional[" + url + "]");
    assertThatCode(() -> HttpRequest.newBuilder(HttpAddress.of(text).orElseThrow()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n1",
        "n1:8101",
        "//n1:8101",
        "ftp://n1",
        "http://",
        "http:///x",
        "https://::1:8101",
        "https://node_1:8101",
        "https://n1:99999",
        "https://n1:x",
        "https://n1/a b",
        "https://b1:9092,b2:9092"
      })
  void isNothingElse(String text) {
    assertThat(HttpAddress.of(text)).isEmpty();
  }

  @Test
  void hasIpv6InBracketsAndNoFinalDot() {
    assertThat(HttpAddress.inUrl("::1")).isEqualTo("[::1]");
    assertThat(HttpAddress.inUrl("[::1]")).isEqualTo("[::1]");
    assertThat(HttpAddress.inUrl("n1.example.com.")).isEqualTo("n1.example.com");
    assertThat(HttpAddress.inUrl("10.0.0.1")).isEqualTo("10.0.0.1");
  }
}
