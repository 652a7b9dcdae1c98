package io.lockstep.status.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks SMTP on a free port, in the clear, and answers for each recipient as it is told to. */
final class ScriptedMailServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final List<List<String>> delivered = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::serve, "scripted-mail-server");

  ScriptedMailServer() throws IOException {
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** What a recipient's address is answered; else it is taken. */
  void reply(String address, String line) {
    replies.put(address, line);
  }

  /** The recipients of each mail that it took, in the order in which they came. */
  List<List<String>> delivered() {
    return delivered;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII)),
            client.getOutputStream());
      } catch (IOException e) {
        // the client, or the test, is gone
      }
    }
  }

  private void talk(BufferedReader in, OutputStream out) throws IOException {
    List<String> taken = new ArrayList<>();
    boolean data = false;
    say(out, "220 scripted");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.toUpperCase(Locale.ROOT);
      if (data) {
        data = !line.equals(".");
        if (!data) {
          delivered.add(List.copyOf(taken));
          say(out, "250 queued");
        }
      } else if (verb.startsWith("RCPT TO:")) {
        String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        String reply = replies.getOrDefault(address, "250 ok");
        if (reply.startsWith("250")) {
          taken.add(address);
        }
        say(out, reply);
      } else if (verb.equals("DATA")) {
        data = true;
        say(out, "354 go on");
      } else {
        say(out, verb.equals("QUIT") ? "221 bye" : "250 ok");
      }
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
