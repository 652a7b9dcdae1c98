package io.lockstep.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Answers about the past as a node does, with TLS and a session token. */
final class FakeNode implements AutoCloseable {
  static final String TOKEN = "session.of-a-test_0123456789";
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static final String CHANGES =
      "\"changes\":[{\"family\":\"configuration\",\"name\":\"mode\",\"scope\":\"shared\","
          + "\"operation\":\"changed\",\"fields\":[{\"name\":\"value\",\"before\":\"fast\","
          + "\"after\":\"<b>slow</b>\"}]}]";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpsServer server;
  private final ByteBuffer certificate;
  private volatile LongSupplier revert = () -> 0;
  private volatile boolean hangsUp;
  private volatile boolean isLong;

  FakeNode(Path folder) throws IOException, GeneralSecurityException {
    Path file = folder.resolve("node.p12");
    keytool(file);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    certificate = ByteBuffer.wrap(store.getCertificate("node").getEncoded());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::answer);
    server.start();
  }

  private static void keytool(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "node",
                "-keyalg",
                "EC",
                "-dname",
                "CN=node",
                "-ext",
                "san=ip:127.0.0.1")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!Files.exists(file)) {
      throw new IOException("keytool made no key: " + output);
    }
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** By which it is trusted, DER. */
  ByteBuffer certificate() {
    return certificate;
  }

  /** What a real revert does; returns its revision. */
  void onRevert(LongSupplier what) {
    revert = what;
  }

  /** Takes requests from now on and answers none. */
  void hangUp() {
    hangsUp = true;
  }

  /** Answers with more than anybody wants from now on. */
  void answerAtLength() {
    isLong = true;
  }

  /** Method, path with query, and body of each request since the last call. */
  List<String> asked() {
    List<String> copy = List.copyOf(asked);
    asked.removeAll(copy);
    return copy;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body;
    asked.add(request.strip());
    if (hangsUp) {
      exchange.close();
      return;
    }
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      respond(
          exchange,
          401,
          "application/problem+json",
          "{\"status\":401,\"code\":\"unauthenticated\",\"detail\":\"this is no session token\"}");
      return;
    }
    String answer = answer(exchange.getRequestURI().toString());
    respond(exchange, 200, "application/json", isLong ? answer.repeat(50_000) : answer);
  }

  private String answer(String request) {
    if (request.startsWith("/api/v1/state/revert?dry-run=true")) {
      return "{"
          + CHANGES
          + ",\"notRevertible\":[{\"family\":\"node\",\"name\":\"n2\",\"why\":\"it runs\"}],"
          + "\"overwritten\":[{\"family\":\"configuration\",\"name\":\"mode\",\"revision\":76,"
          + "\"actor\":\"bob\"}],\"head\":77}";
    } else if (request.startsWith("/api/v1/state/revert")) {
      return "{" + CHANGES + ",\"notRevertible\":[],\"revision\":" + revert.getAsLong() + "}";
    } else if (request.startsWith("/api/v1/state/diff")) {
      return "{\"from\":1,\"to\":4," + CHANGES + "}";
    } else if (request.startsWith("/api/v1/state?at=")) {
      return "{\"revision\":4,\"time\":\"2026-01-01T00:00:00Z\",\"digest\":\"ab\",\"entities\":["
          + "{\"family\":\"configuration\",\"name\":\"mode\",\"scope\":\"shared\",\"revision\":3,"
          + "\"fields\":{\"value\":\"fast\"}}]}";
    }
    return "{\"items\":[{\"revision\":4,\"time\":\"2026-01-01T00:00:00Z\",\"actor\":\"ann\","
        + "\"origin\":\"n1\",\"operation\":\"set\",\"value\":\"6000\",\"secret\":false}]}";
  }

  private static void respond(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
