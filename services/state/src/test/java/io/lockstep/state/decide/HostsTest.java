package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
  @ParameterizedTest
  @CsvSource({
    "n1.example, n1.example",
    "N1.Example., n1.example",
    "' n1 ', n1",
    "10.0.0.1, 10.0.0.1",
    "::1, 0:0:0:0:0:0:0:1",
    "[::1], 0:0:0:0:0:0:0:1",
    "0:0:0:0:0:0:0:0001, 0:0:0:0:0:0:0:1",
    "2001:DB8::A, 2001:db8:0:0:0:0:0:a",
    "2001:0db8:0000:0000:0000:0000:0000:000a, 2001:db8:0:0:0:0:0:a",
    "::ffff:10.0.0.1, 10.0.0.1",
    "[::FFFF:0A00:0001], 10.0.0.1",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:1%eth0",
    "[fe80::1%no-such-interface], fe80:0:0:0:0:0:0:1%no-such-interface",
    "fe80::1%7, fe80:0:0:0:0:0:0:1%7",
    "no:address, no:address",
    "n1:8080, n1:8080",
    "'', ''",
    "'[]', ''",
    ":, :"
  })
  void aHostHasOneSpelling(String host, String normal) {
    assertThat(Hosts.normal(host)).isEqualTo(normal);
    assertThat(Hosts.normal(normal)).isEqualTo(normal);
  }

  @ParameterizedTest
  @CsvSource({
    "http://n1, n1|80",
    "https://n1, n1|443",
    "HTTPS://N1.:8443/path?x=y, n1|8443",
    "https://[::1]:444, 0:0:0:0:0:0:0:1|444",
    "https://[0:0:0:0:0:0:0:1]:444/, 0:0:0:0:0:0:0:1|444",
    "http://10.0.0.1:80, 10.0.0.1|80",
    "https://[::ffff:10.0.0.1], 10.0.0.1|443",
    "https://node_1:444, node_1|444",
    "https://node_1, node_1|443",
    "https://n1:65535, n1|65535"
  })
  void anAddressHasOneSpelling(String url, String address) {
    assertThat(Hosts.address(url)).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n1",
        "n1:8080",
        "//n1",
        "ftp://n1",
        "http:n1",
        "http://",
        "http:///x",
        "http://a b",
        "http://n1:65536",
        "http://n1:99999999999",
        "http://n1:x",
        "http://node_1:65536",
        "http://[::1",
        "http://\u0000",
        "http://n\u00e9"
      })
  void whatIsNoAbsoluteHttpUrlHasNoAddress(String url) {
    assertThat(Hosts.address(url)).isEmpty();
  }

  @Test
  void differentHostsStayDifferent() {
    assertThat(Hosts.normal("::1")).isNotEqualTo(Hosts.normal("::2"));
    assertThat(Hosts.normal("fe80::1%a")).isNotEqualTo(Hosts.normal("fe80::1%b"));
    assertThat(Hosts.normal("n1")).isNotEqualTo(Hosts.normal("n1.example"));
  }
}
