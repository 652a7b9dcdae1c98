package io.lockstep.consistency.cluster;

import io.lockstep.consistency.cluster.Links.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connection through a proxy: two threads, one for each direction. */
final class Pipe {
  private static final int BUFFER = 32 * 1024;

  private final Links links;
  private final String from;
  private final String broker;
  private final Socket client;
  private final Socket server;
  private volatile boolean closed;

  Pipe(Links links, String from, String broker, Socket client, Socket server) {
    this.links = links;
    this.from = from;
    this.broker = broker;
    this.client = client;
    this.server = server;
  }

  void start() {
    links.add(this);
    thread(Way.REQUEST, client, server);
    thread(Way.ANSWER, server, client);
  }

  private void thread(Way way, Socket source, Socket target) {
    Thread thread = new Thread(() -> pump(way, source, target), "pipe-" + link() + "-" + way);
    thread.setDaemon(true);
    thread.start();
  }

  private void pump(Way way, Socket source, Socket target) {
    try {
      InputStream in = source.getInputStream();
      OutputStream out = target.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        links.await(this, way);
        out.write(buffer, 0, read);
      }
      links.await(this, way); // the end of a connection is not heard behind a cut either
    } catch (IOException e) {
      // An end was closed or has died; the other one is told below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  void close() {
    if (!closed) {
      closed = true;
      closeQuietly(client);
      closeQuietly(server);
      links.remove(this);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed as far as it can be.
    }
  }

  boolean isClosed() {
    return closed;
  }

  String from() {
    return from;
  }

  String broker() {
    return broker;
  }

  String link() {
    return from + ">" + broker;
  }
}
