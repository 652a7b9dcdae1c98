package io.lockstep.log.topic;

import io.lockstep.log.LogConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds out whether brokers speak TLS. Kafka's clients without TLS only see that such a broker ends
 * the connection, and report that nobody answers.
 */
final class TlsProbe {
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;

  private TlsProbe() {}

  /** Whether the clients of the connection lack TLS that a broker has. Takes at most 2 s each. */
  static boolean isMissing(LogConnection connection) {
    String protocol =
        connection
            .clientProperties()
            .getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
    return !protocol.endsWith("SSL")
        && List.of(connection.bootstrapServers().split(",")).stream()
            .map(String::strip)
            .anyMatch(TlsProbe::speaksTls);
  }

  static boolean speaksTls(String address) {
    String host = Utils.getHost(address);
    Integer port = Utils.getPort(address);
    if (host == null || port == null) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(clientHello());
      int answer = socket.getInputStream().read();
      return answer == HANDSHAKE || answer == ALERT;
    } catch (IOException | NoSuchAlgorithmException e) {
      return false;
    }
  }

  private static byte[] clientHello() throws IOException, NoSuchAlgorithmException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    hello.flip();
    byte[] bytes = new byte[hello.remaining()];
    hello.get(bytes);
    return bytes;
  }
}
