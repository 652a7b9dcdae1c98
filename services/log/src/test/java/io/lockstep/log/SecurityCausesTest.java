package io.lockstep.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class SecurityCausesTest {
  private static LogUnavailableException because(Throwable cause) {
    return LogUnavailableException.because(
        new LogConnection("east", "b:9092", URI.create("http://r"), Path.of("s"), Map.of()),
        "do it",
        cause);
  }

  @Test
  void tellALoginFromATlsConnectionFromARight() {
    assertThat(because(new SaslAuthenticationException("no")))
        .hasMessageStartingWith("Kafka at b:9092 could not do it: SaslAuthenticationException (no)")
        .hasMessageContaining("kafka.sasl.jaas.config");
    assertThat(
            because(
                new SslAuthenticationException("failed", new SSLHandshakeException("untrusted"))))
        .hasMessageContaining("SSLHandshakeException (untrusted)")
        .hasMessageContaining("kafka.ssl.truststore.location");
    assertThat(because(new KafkaException(new TopicAuthorizationException("lockstep.east.events"))))
        .hasMessageContaining("lacks a right")
        .hasMessageContaining("'lockstep topics provision'");
    assertThat(because(new TimeoutException("slow")))
        .hasMessageContaining("kafka.bootstrap.servers");
  }

  @Test
  void sayWhetherTryingAgainSoonWillHelp() {
    assertThat(because(new KafkaException(new TopicAuthorizationException("x"))).isForbidden())
        .isTrue();
    assertThat(because(new TimeoutException("slow")).isForbidden()).isFalse();
    assertThat(new LogUnavailableException("x", null).isForbidden()).isFalse();
  }
}
