package io.lockstep.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Stands for `lockstep node run --config F`: is ready at once, and does nothing more. */
final class FakeNode {
  /** A setting that makes it end at once with this exit code. */
  static final String EXIT = "fake.exit";

  /** A setting with which it is never ready: {@code true}. */
  static final String UNREADY = "fake.unready";

  private FakeNode() {}

  static List<String> program() {
    return List.of("-cp", System.getProperty("java.class.path"), FakeNode.class.getName());
  }

  public static void main(String[] args) throws IOException {
    if (!List.of("node run --config", "status run --config")
        .contains(String.join(" ", List.of(args).subList(0, 3)))) {
      throw new IllegalArgumentException("neither node nor status run: " + List.of(args));
    }
    Properties settings = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of(args[3]))) {
      settings.load(in);
    }
    if (settings.containsKey(EXIT)) {
      System.out.println("topics unfit");
      System.exit(Integer.parseInt(settings.getProperty(EXIT)));
    }
    int port = Integer.parseInt(settings.getProperty("http.port"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/health/readiness",
        exchange -> {
          exchange.sendResponseHeaders(
              "true".equals(settings.getProperty(UNREADY)) ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
  }
}
