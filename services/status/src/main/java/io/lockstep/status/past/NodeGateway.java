package io.lockstep.status.past;

import io.lockstep.status.past.NoAnswerException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a node what a viewer wants to know of the past, or to go back, with the viewer's own token.
 * The nodes' addresses are those of the status; only https, and only to a node that presents a
 * certificate of a trusted authority for its host. Nothing is kept: no token, no answer. Any
 * thread.
 */
public final class NodeGateway {
  private static final Logger LOG = LoggerFactory.getLogger(NodeGateway.class);
  private static final int MOST_AT_ONCE = 8;
  private static final int MOST_NODES = 3;
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private final NodeClients clients;
  private final Supplier<Map<String, URI>> nodes;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /**
   * A gateway.
   *
   * @param authorities who vouches for nodes
   * @param nodes id and address of those that are ready now, the best first
   */
  public NodeGateway(Authorities authorities, Supplier<Map<String, URI>> nodes) {
    this.clients = new NodeClients(authorities);
    this.nodes = nodes;
  }

  /**
   * Asks a node, or another where one cannot be reached. Blocks, for some ten seconds at most while
   * nodes are silent.
   *
   * @param token session token of a node, such as may stand in a header
   * @param key id that the change shall have, so that asking twice changes once; null for none
   * @throws NoAnswerException if no node answered; where the change may have been made it says so
   */
  public NodeAnswer ask(NodeRequest request, String token, String key) throws NoAnswerException {
    if (!places.tryAcquire()) {
      throw new NoAnswerException(
          Kind.BUSY, MOST_AT_ONCE + " requests to nodes are under way; try again");
    }
    try {
      return askOne(request, token, key);
    } finally {
      places.release();
    }
  }

  private NodeAnswer askOne(NodeRequest request, String token, String key)
      throws NoAnswerException {
    List<String> failures = new ArrayList<>();
    for (Map.Entry<String, URI> node : nodes.get().entrySet()) {
      if (failures.size() == MOST_NODES) {
        break;
      }
      try {
        HttpResponse<byte[]> response = send(node.getValue(), request, token, key);
        LOG.info(
            "Node asked node={} path={} status={}",
            node.getKey(),
            request.path(),
            response.statusCode());
        return answer(node.getKey(), response);
      } catch (ConnectException | HttpConnectTimeoutException | SSLException e) {
        // Nothing was asked of it.
        failures.add(node.getKey() + " at " + node.getValue() + ": " + reason(e));
      } catch (LimitedBody.TooLongException e) {
        throw new NoAnswerException(
            Kind.BAD_ANSWER,
            "the answer of node %s is longer than %d MiB; use the lockstep command for it"
                .formatted(node.getKey(), MOST_BYTES >> 20));
      } catch (IOException e) {
        if (request.writes() || e instanceof HttpTimeoutException) {
          throw silent(node.getKey(), request, e);
        }
        failures.add(node.getKey() + " at " + node.getValue() + ": " + reason(e));
      }
    }
    throw new NoAnswerException(
        Kind.UNAVAILABLE,
        failures.isEmpty()
            ? "no node of the cluster is ready; see the nodes on the page for what blocks them"
            : "no node can be reached: " + String.join("; ", failures));
  }

  private HttpResponse<byte[]> send(URI node, NodeRequest request, String token, String key)
      throws IOException, NoAnswerException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(node.resolve(request.path()))
            .timeout(request.timeout())
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json");
    if (request.body() == null) {
      builder.GET();
    } else {
      builder
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(request.body()));
      if (key != null) {
        builder.header("Idempotency-Key", key);
      }
    }
    HttpClient client = clients.client();
    try {
      return send(client, builder.build(), request.timeout());
    } catch (SSLException e) {
      if (clients.renewed(client)) {
        return send(clients.client(), builder.build(), request.timeout());
      }
      throw e;
    }
  }

  /** The whole answer within the time, not its head alone. */
  private static HttpResponse<byte[]> send(HttpClient client, HttpRequest request, Duration time)
      throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, LimitedBody.of(MOST_BYTES));
    try {
      return answer.get(time.toMillis() + 500, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("no whole answer within " + time.toSeconds() + " s");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static NodeAnswer answer(String node, HttpResponse<byte[]> response)
      throws NoAnswerException {
    String type = response.headers().firstValue("Content-Type").orElse("");
    boolean problem = type.startsWith("application/problem+json");
    if (!problem && !type.startsWith("application/json")) {
      throw new NoAnswerException(
          Kind.BAD_ANSWER,
          "node %s answered %d with \"%s\", but wanted is JSON; see whether it runs this version"
              .formatted(node, response.statusCode(), type));
    }
    return new NodeAnswer(node, response.statusCode(), problem, response.body());
  }

  private static NoAnswerException silent(String node, NodeRequest request, IOException e) {
    return request.writes()
        ? new NoAnswerException(
            Kind.OUTCOME_UNKNOWN,
            "node %s took the change and did not answer (%s); look at the timeline for whether it"
                    .formatted(node, reason(e))
                + " was made before asking again")
        : new NoAnswerException(
            Kind.TIMEOUT, "node %s did not answer (%s); try again".formatted(node, reason(e)));
  }

  private static String reason(IOException e) {
    if (e.getCause() instanceof UnresolvedAddressException) {
      return "its host is not known here";
    }
    if (e instanceof ConnectException) {
      return "it does not take connections";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
