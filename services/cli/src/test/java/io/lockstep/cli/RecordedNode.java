package io.lockstep.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** An HTTP server that answers as a node was seen to answer, and keeps what it was asked. */
public final class RecordedNode implements AutoCloseable {
  static final String STATE =
      "{\"cluster\":\"sandbox\",\"node\":\"n1\",\"state\":\"SERVING\",\"revision\":7,"
          + "\"digest\":\"ab\",\"caughtUp\":true,\"problems\":[]}";

  /** A request as it came in. */
  public record Request(String method, String uri, Map<String, List<String>> headers, byte[] body) {
    /** A header's first value; null when it was not sent. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().get(0))
          .findFirst()
          .orElse(null);
    }

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private record Answer(int status, String type, String body) {}

  private final String scheme;
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Answer> first = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** Listens on a free port. */
  public RecordedNode() throws IOException {
    this("http", HttpServer.create());
  }

  private RecordedNode(String scheme, HttpServer server) throws IOException {
    this.scheme = scheme;
    this.server = server;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    answer("GET /api/v1/state", 200, STATE);
  }

  /** Listens on a free port, with TLS. */
  public static RecordedNode overTls(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create();
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new RecordedNode("https", server);
  }

  /** Answers a request, given as {@code METHOD URI}, with JSON. */
  public RecordedNode answer(String request, int status, String body) {
    return answer(
        request, status, status < 400 ? "application/json" : "application/problem+json", body);
  }

  /** Answers a request with a document of a type. */
  public RecordedNode answer(String request, int status, String type, String body) {
    answers.put(request, new Answer(status, type, body));
    return this;
  }

  /** Answers a request once with a stream of events, before what else it is answered. */
  public RecordedNode answerFirst(String request, String events) {
    first.put(request, new Answer(200, "text/event-stream", events));
    return this;
  }

  /** The requests that were no look at the state. */
  public List<Request> requests() {
    return requests;
  }

  /** The last request that was no look at the state. */
  public Request lastRequest() {
    return requests.get(requests.size() - 1);
  }

  /** Where it listens. */
  public String url() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Makes a folder with a {@code cluster.json} that names this node as n2, behind a silent n1. */
  public Path clusterFolder(Path folder) throws IOException {
    return clusterFolder(folder, "");
  }

  /** As above, with more fields of the document, each with a comma behind it. */
  public Path clusterFolder(Path folder, String fields) throws IOException {
    Files.writeString(
        folder.resolve("cluster.json"),
        "{"
            + fields
            + "\"cluster\":\"sandbox\",\"kafka\":\"127.0.0.1:19092\","
            + "\"registry\":\"http://127.0.0.1:18081\",\"nodes\":["
            + "{\"id\":\"n1\",\"url\":\"http://127.0.0.1:1\",\"dir\":\"n1\",\"pid\":1},"
            + "{\"id\":\"n2\",\"url\":\""
            + url()
            + "\",\"dir\":\"n2\",\"pid\":2}],\"pids\":{\"kafka\":3,\"registry\":4}}");
    return folder;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    Request request =
        new Request(
            exchange.getRequestMethod(),
            uri,
            Map.copyOf(exchange.getRequestHeaders()),
            exchange.getRequestBody().readAllBytes());
    if (!uri.equals("/api/v1/state")) {
      requests.add(request);
    }
    Answer once = first.remove(request.method() + " " + uri);
    Answer answer =
        once != null
            ? once
            : answers.getOrDefault(
                request.method() + " " + uri,
                new Answer(404, "text/plain", "no answer recorded for " + request.method() + uri));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.getResponseHeaders().set("Lockstep-Revision", "7");
    if (answer.status() == 429) {
      exchange.getResponseHeaders().set("Retry-After", "30");
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
