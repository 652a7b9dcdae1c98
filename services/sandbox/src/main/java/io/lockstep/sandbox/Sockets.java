package io.lockstep.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

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
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address(port));
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
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
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
