package io.lockstep.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.OptionalInt;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Ports of this machine as the sandbox's processes see them: on 127.0.0.1. */
final class Sockets {
  private static final int TIMEOUT_MILLIS = 2000;

  private Sockets() {}

  /**
   * Throws unless a process could listen on the port.
   *
   * @param user what the port is for
   * @param option the option that changes it
   */
  static void requireFree(int port, String user, String option) {
    try {
      listen(port).close();
    } catch (BindException e) {
      throw new SandboxException(
          "port "
              + port
              + " of 127.0.0.1, wanted for "
              + user
              + ", is taken by "
              + PortHolder.describe(port)
              + "; stop that, or choose another port with "
              + option,
          e);
    } catch (IOException e) {
      throw new SandboxException("cannot listen on port " + port + " (" + e + ")", e);
    }
  }

  /**
   * Takes a port until what is returned is closed.
   *
   * @throws SandboxException when it is taken
   */
  static ServerSocket hold(int port) {
    try {
      return listen(port);
    } catch (IOException e) {
      throw new SandboxException("cannot listen on port " + port + " (" + e + ")", e);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(address(port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** True when something accepts connections. */
  static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(address(port), TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** True when a GET is answered with 200. */
  static boolean answers(String url) {
    return isOk(status(url, null));
  }

  /**
   * True when a GET is answered with 200, by a server that an authority vouches for.
   *
   * @param authority PEM file
   */
  static boolean answers(String url, Path authority) {
    try {
      return isOk(status(url, trusting(Files.readString(authority))));
    } catch (IOException e) {
      throw new SandboxException("cannot read the certificate in " + authority + " (" + e + ")", e);
    }
  }

  private static boolean isOk(OptionalInt status) {
    return status.isPresent() && status.getAsInt() == HttpURLConnection.HTTP_OK;
  }

  /**
   * The status with which a GET is answered; empty where nobody answers, or nobody trusted.
   *
   * @param tls for an {@code https} URL, which then has to be of a trusted server; else null
   */
  static OptionalInt status(String url, SSLSocketFactory tls) {
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      if (tls != null) {
        ((HttpsURLConnection) connection).setSSLSocketFactory(tls);
      }
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      drain(connection);
      return OptionalInt.of(status);
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  /** Reads the answer to its end, so that the connection is kept for the next question. */
  private static void drain(HttpURLConnection connection) throws IOException {
    InputStream error = connection.getErrorStream();
    try (InputStream answer = error == null ? connection.getInputStream() : error) {
      answer.transferTo(OutputStream.nullOutputStream());
    }
  }

  /**
   * TLS that trusts these certificates and no others.
   *
   * @param certificates PEM
   */
  static SSLSocketFactory trusting(String certificates) {
    try {
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      byte[] bytes = certificates.getBytes(StandardCharsets.US_ASCII);
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))) {
        anchors.setCertificateEntry("authority-" + anchors.size(), each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(anchors);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new SandboxException("cannot use the certificates of the sandbox (" + e + ")", e);
    }
  }

  private static InetSocketAddress address(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
