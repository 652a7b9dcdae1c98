package io.lockstep.cli.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A node's HTTP interface, typed. Every method throws {@link io.lockstep.cli.failure.Failure} with
 * the exit code of what went wrong. Thread-safe.
 */
public final class NodeClient {
  /** Path of the interface on each node. */
  public static final String BASE = "/api/v1/";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private final URI url;
  private final Exchange exchange;

  /** A client of the node at an address; the actor is who asks for the changes. */
  public NodeClient(URI url, String actor) {
    this(newHttpClient(), url, actor);
  }

  /** Shares one HTTP client among several nodes. */
  public NodeClient(HttpClient http, URI url, String actor) {
    this.url = url;
    this.exchange = new Exchange(http, url, actor);
  }

  /** An HTTP client as this class needs it; plain HTTP/1.1, no proxies asked. */
  public static HttpClient newHttpClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_TIMEOUT)
        .build();
  }

  /** Address of the node. */
  public URI url() {
    return url;
  }

  /** How far the node is; waits at most this long. */
  public NodeState state(Duration timeout) {
    return exchange.read(exchange.request("state").timeout(timeout).build(), NodeState.class);
  }

  /** Parameters of one scope and prefix; null: of all. */
  public ConfigurationPage configuration(String scope, String prefix) {
    String path = "configuration" + query("scope", scope, "prefix", prefix);
    return exchange.read(exchange.request(path).build(), ConfigurationPage.class);
  }

  /**
   * One parameter.
   *
   * @param minRevision waits until the node has it; null: as the node is
   * @param linearizable whether the answer must be as new as any answer given before
   */
  public ConfigurationItem configurationItem(
      String key, String scope, Long minRevision, boolean linearizable) {
    String path =
        "configuration/"
            + encode(key)
            + query(
                "scope",
                scope,
                "min-revision",
                minRevision == null ? null : minRevision.toString(),
                "consistency",
                linearizable ? "linearizable" : null);
    return exchange.read(exchange.request(path).build(), ConfigurationItem.class);
  }

  /** Gives a parameter a value. */
  public ChangeAnswer set(String key, String scope, String value, Precondition precondition) {
    String id = newCommandId();
    return exchange.change(setRequest(key, scope, value, precondition, id), id);
  }

  /** As {@link #set} under a command id of the caller's. */
  public CompletableFuture<ChangeAnswer> setAsync(
      String key, String scope, String value, String commandId) {
    return exchange.changeAsync(
        setRequest(key, scope, value, Precondition.NONE, commandId), commandId);
  }

  private HttpRequest setRequest(
      String key, String scope, String value, Precondition precondition, String commandId) {
    return changing("configuration/" + encode(key) + query("scope", scope), precondition, commandId)
        .header("Content-Type", "application/json")
        .PUT(Exchange.json(new Value(value)))
        .build();
  }

  /** Takes a parameter's value away. */
  public ChangeAnswer unset(String key, String scope, Precondition precondition) {
    String path = "configuration/" + encode(key) + query("scope", scope);
    String id = newCommandId();
    return exchange.change(changing(path, precondition, id).DELETE().build(), id);
  }

  /** Makes a set of changes, as one. */
  public ChangeAnswer apply(ChangeSet changes) {
    return post("changes", changes);
  }

  /** Says what a set of changes would do. */
  public PlanAnswer plan(ChangeSet changes) {
    HttpRequest request =
        exchange
            .request("changes?dry-run=true")
            .header("Content-Type", "application/json")
            .POST(Exchange.json(changes))
            .build();
    return exchange.read(request, PlanAnswer.class);
  }

  /** What became of a command. */
  public CommandState command(String id) {
    return exchange.read(exchange.request("commands/" + encode(id)).build(), CommandState.class);
  }

  /** The members. */
  public NodePage nodes() {
    return exchange.read(exchange.request("nodes").build(), NodePage.class);
  }

  /** Takes a member out of duty. */
  public ChangeAnswer drain(String id) {
    return post("nodes/" + encode(id) + "/drain", null);
  }

  /** Puts a drained member back in duty. */
  public ChangeAnswer resume(String id) {
    return post("nodes/" + encode(id) + "/resume", null);
  }

  /** Ends a membership. */
  public ChangeAnswer remove(String id) {
    String commandId = newCommandId();
    HttpRequest request =
        changing("nodes/" + encode(id), Precondition.NONE, commandId).DELETE().build();
    return exchange.change(request, commandId);
  }

  /** The primary's term; a failure with code {@code not-found} while there is none. */
  public PrimaryTerm primary() {
    return exchange.read(exchange.request("primary").build(), PrimaryTerm.class);
  }

  /** Hands the primary's role to a node. */
  public ChangeAnswer promote(String id) {
    return post("primary", new Target(id));
  }

  /** The promotion order as a {@code servers} file, byte for byte. */
  public byte[] servers() {
    return exchange.readBytes(
        exchange.request("promotion-order").setHeader("Accept", "text/plain").build());
  }

  /** Sets the promotion order from a {@code servers} file. */
  public ChangeAnswer setServers(byte[] file) {
    String id = newCommandId();
    HttpRequest request =
        changing("promotion-order", Precondition.NONE, id)
            .header("Content-Type", "text/plain")
            .PUT(BodyPublishers.ofByteArray(file))
            .build();
    return exchange.change(request, id);
  }

  private ChangeAnswer post(String path, Object body) {
    String id = newCommandId();
    HttpRequest.Builder request = changing(path, Precondition.NONE, id);
    if (body == null) {
      request.POST(BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json").POST(Exchange.json(body));
    }
    return exchange.change(request.build(), id);
  }

  private HttpRequest.Builder changing(String path, Precondition precondition, String commandId) {
    HttpRequest.Builder request = exchange.request(path).header("Idempotency-Key", commandId);
    precondition.ifMatch().ifPresent(tag -> request.header("If-Match", tag));
    precondition.ifNoneMatch().ifPresent(tag -> request.header("If-None-Match", tag));
    return request;
  }

  private static String newCommandId() {
    return UUID.randomUUID().toString();
  }

  private static String query(String... namesAndValues) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        query
            .append(query.length() == 0 ? '?' : '&')
            .append(namesAndValues[i])
            .append('=')
            .append(encode(namesAndValues[i + 1]));
      }
    }
    return query.toString();
  }

  /** Percent-encodes a path segment or a query value. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private record Value(String value) {}

  private record Target(String node) {}
}
