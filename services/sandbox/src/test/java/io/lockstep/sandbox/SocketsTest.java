package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class SocketsTest {
  @Test
  void namesATakenPortItsHolderAndTheOptionThatChangesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> Sockets.requireFree(port, "kafka", "--kafka-port"))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("port " + port + " of 127.0.0.1, wanted for kafka, is taken by")
          .hasMessageContaining("--kafka-port");
      assertThat(Sockets.accepts(port)).isTrue();
    }
  }

  @Test
  void takesAPortForFreeOnceItsHolderHasClosedIt() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }

    assertThatCode(() -> Sockets.requireFree(port, "kafka", "--kafka-port"))
        .doesNotThrowAnyException();
    assertThat(Sockets.accepts(port)).isFalse();
    assertThat(Sockets.answers("http://127.0.0.1:" + port + "/")).isFalse();
  }
}
