package io.lockstep.cli.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Looks what a server speaks that did not answer as expected. Nothing but a greeting is sent. */
final class Probe {
  private static final int TIMEOUT_MILLIS = 1000;

  private Probe() {}

  /** Whether it answers a greeting of TLS. */
  static boolean speaksTls(URI url) {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (Socket plain = connect(url);
        SSLSocket tls =
            (SSLSocket) factory.createSocket(plain, url.getHost(), url.getPort(), true)) {
      tls.startHandshake();
      return true;
    } catch (IOException e) {
      // A certificate, trusted or not, came by TLS.
      for (Throwable at = e; at != null; at = at.getCause()) {
        if (at instanceof CertificateException) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether it answers plain HTTP. */
  static boolean speaksHttp(URI url) {
    try (Socket plain = connect(url)) {
      String host = url.getHost() + ":" + url.getPort();
      plain
          .getOutputStream()
          .write(
              ("GET /health/liveness HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] start = plain.getInputStream().readNBytes(5);
      return new String(start, StandardCharsets.US_ASCII).equals("HTTP/");
    } catch (IOException e) {
      return false;
    }
  }

  private static Socket connect(URI url) throws IOException {
    int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    Socket socket = new Socket();
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(url.getHost(), port), TIMEOUT_MILLIS);
    return socket;
  }
}
