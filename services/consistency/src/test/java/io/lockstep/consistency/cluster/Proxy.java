package io.lockstep.consistency.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands before a port of a broker: what all others take for the broker's address. Whoever is no
 * process of the cluster passes always.
 */
final class Proxy implements AutoCloseable {
  private static final int BACKLOG = 100;

  private final String broker;
  private final int target;
  private final Links links;
  private final Owners owners;
  private final ServerSocket socket;

  Proxy(String broker, int target, Links links, Owners owners) {
    this.broker = broker;
    this.target = target;
    this.links = links;
    this.owners = owners;
    try {
      socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::run, "proxy-" + broker);
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void run() {
    while (!socket.isClosed()) {
      acceptOne();
    }
  }

  private void acceptOne() {
    try {
      connect(socket.accept());
    } catch (IOException e) {
      return; // closed, or the client has gone already
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      String from = owners.find(client.getPort(), port()).map(Child::name).orElse("outside");
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      new Pipe(links, from, broker, client, server).start();
    } catch (IOException e) {
      client.close(); // the broker does not run
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
