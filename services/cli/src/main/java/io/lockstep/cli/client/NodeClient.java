package io.lockstep.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.cli.access.NodeAccess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A node's HTTP interface, typed. Every method throws {@link io.lockstep.cli.failure.Failure} with
 * the exit code of what went wrong. Thread-safe.
 */
public final class NodeClient {
  /** Path of the interface on each node. */
  public static final String BASE = "/api/v1/";

  private final URI url;
  private final Exchange exchange;

  /** A client of the node at an address. */
  public NodeClient(URI url, NodeAccess access) {
    this.url = url;
    this.exchange = new Exchange(url, access);
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
    String path = "configuration" + Paths.query("scope", scope, "prefix", prefix);
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
            + Paths.encode(key)
            + Paths.query(
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
    return set(key, scope, new Value(value, null), precondition);
  }

  /** Gives a parameter a value that the cluster keeps sealed, and that no node shows again. */
  public ChangeAnswer setSecret(String key, String scope, String value, Precondition precondition) {
    return set(key, scope, new Value(value, true), precondition);
  }

  private ChangeAnswer set(String key, String scope, Value value, Precondition precondition) {
    String id = Exchange.newCommandId();
    return exchange.change(setRequest(key, scope, value, precondition, id), id);
  }

  /** As {@link #set} under a command id of the caller's. */
  public CompletableFuture<ChangeAnswer> setAsync(
      String key, String scope, String value, String commandId) {
    return exchange.changeAsync(
        setRequest(key, scope, new Value(value, null), Precondition.NONE, commandId), commandId);
  }

  private HttpRequest setRequest(
      String key, String scope, Value value, Precondition precondition, String commandId) {
    return exchange
        .changing(
            "configuration/" + Paths.encode(key) + Paths.query("scope", scope),
            precondition,
            commandId)
        .header("Content-Type", "application/json")
        .PUT(Exchange.json(value))
        .build();
  }

  /** Takes a parameter's value away. */
  public ChangeAnswer unset(String key, String scope, Precondition precondition) {
    String path = "configuration/" + Paths.encode(key) + Paths.query("scope", scope);
    String id = Exchange.newCommandId();
    return exchange.change(exchange.changing(path, precondition, id).DELETE().build(), id);
  }

  /** Makes a set of changes, as one. */
  public ChangeAnswer apply(ChangeSet changes) {
    return exchange.post("changes", changes);
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
    return exchange.read(
        exchange.request("commands/" + Paths.encode(id)).build(), CommandState.class);
  }

  /** The members. */
  public NodePage nodes() {
    return exchange.read(exchange.request("nodes").build(), NodePage.class);
  }

  /** Takes a member out of duty. */
  public ChangeAnswer drain(String id) {
    return exchange.post("nodes/" + Paths.encode(id) + "/drain", null);
  }

  /** Puts a drained member back in duty. */
  public ChangeAnswer resume(String id) {
    return exchange.post("nodes/" + Paths.encode(id) + "/resume", null);
  }

  /** Lets the node of this client, whose id that is, be made anew from the log. */
  public ResyncState resync(String id) {
    HttpRequest request =
        exchange
            .request("nodes/" + Paths.encode(id) + "/resync")
            .POST(BodyPublishers.noBody())
            .build();
    return exchange.begin(request, ResyncState.class);
  }

  /** How far that is. */
  public ResyncState resyncState(String id) {
    return exchange.read(
        exchange.request("nodes/" + Paths.encode(id) + "/resync").build(), ResyncState.class);
  }

  /** Ends a membership. */
  public ChangeAnswer remove(String id) {
    return exchange.delete("nodes/" + Paths.encode(id));
  }

  /** The primary's term; a failure with code {@code not-found} while there is none. */
  public PrimaryTerm primary() {
    return exchange.read(exchange.request("primary").build(), PrimaryTerm.class);
  }

  /** Hands the primary's role to a node. */
  public ChangeAnswer promote(String id) {
    return exchange.post("primary", new Target(id));
  }

  /** Hands the primary's role to the first of the promotion order. */
  public ChangeAnswer failBack() {
    return exchange.post("primary/failback", null);
  }

  /** Ends a promotion by hand; the primary keeps its role until Cluster.failback says otherwise. */
  public ChangeAnswer unpin() {
    return exchange.post("primary/unpin", null);
  }

  /** The promotion order as a {@code servers} file, byte for byte. */
  public byte[] servers() {
    return exchange.readBytes(
        exchange.request("promotion-order").setHeader("Accept", "text/plain").build());
  }

  /** Sets the promotion order from a {@code servers} file. */
  public ChangeAnswer setServers(byte[] file) {
    String id = Exchange.newCommandId();
    HttpRequest request =
        exchange
            .changing("promotion-order", Precondition.NONE, id)
            .header("Content-Type", "text/plain")
            .PUT(BodyPublishers.ofByteArray(file))
            .build();
    return exchange.change(request, id);
  }

  /** The cluster's trust: tokens, its secret and licences. */
  public TrustClient trust() {
    return new TrustClient(exchange);
  }

  /** The cluster's certificates and the authorities that it trusts. */
  public CertificateClient certificates() {
    return new CertificateClient(exchange);
  }

  /** What operators of the product ask and change. */
  public OperationsClient operations() {
    return new OperationsClient(exchange);
  }

  /** The profiles that there are. */
  public ProfileClient profiles() {
    return new ProfileClient(exchange);
  }

  /** Folders that are the same on all nodes. */
  public ContentClient content() {
    return new ContentClient(exchange);
  }

  /** The past: states, differences, the way back, and changes as they come. */
  public PastClient past() {
    return new PastClient(exchange);
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Value(String value, Boolean secret) {}

  private record Target(String node) {}
}
