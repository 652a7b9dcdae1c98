package io.lockstep.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The status application's HTTP interface. Every method throws {@link Failure}. */
public final class StatusClient {
  private static final String DATA = "data:";

  private final URI url;
  private final Exchange exchange;

  /** A client of the status application at an address. */
  public StatusClient(URI url, NodeAccess access) {
    this.url = url;
    this.exchange = new Exchange(url, access);
  }

  /** Where it is. */
  public URI url() {
    return url;
  }

  /** The status now. */
  public StatusDocument status() {
    return named(() -> document(exchange.read(exchange.request("status").build(), JsonNode.class)));
  }

  /** All that is known of a node. */
  public JsonNode node(String id) {
    HttpRequest request = exchange.request("status/nodes/" + Paths.encode(id)).build();
    return named(() -> exchange.read(request, JsonNode.class));
  }

  /**
   * Hands over the status at once and whenever it changes; returns when the connection ends.
   *
   * @param more says whether to go on
   */
  public void watch(Predicate<StatusDocument> more) {
    named(
        () -> {
          follow(more);
          return null;
        });
  }

  private void follow(Predicate<StatusDocument> more) {
    exchange.lines(exchange.request("status/watch"), (head, lines) -> hand(lines, more));
  }

  /** An event ends with an empty line; those without a cluster only say that all is well. */
  private static void hand(Iterator<String> lines, Predicate<StatusDocument> more) {
    StringBuilder data = new StringBuilder();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith(DATA)) {
        data.append(line.substring(DATA.length()).strip());
      } else if (line.isEmpty() && data.length() > 0) {
        JsonNode json = parse(data.toString());
        data.setLength(0);
        if (json.has("cluster") && !more.test(document(json))) {
          return;
        }
      }
    }
  }

  private static JsonNode parse(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  private static StatusDocument document(JsonNode json) {
    try {
      return StatusDocument.of(json);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  private static Failure unreadable(Exception e) {
    return new Failure(
        ExitCodes.FAILED,
        "unreadable-answer",
        "what answered told no status; check that the address is a status application's, of the"
            + " version of this command",
        e);
  }

  /** Failures speak of nodes; this is none. */
  private <T> T named(Supplier<T> call) {
    try {
      return call.get();
    } catch (Failure e) {
      if (e.isSilence()) {
        throw new Failure(
            ExitCodes.NOT_AVAILABLE,
            "unavailable",
            "no status application answers at "
                + url
                + "; start it with `lockstep up` or `lockstep status run`, or name another with"
                + " --url",
            e);
      }
      if (TlsFailures.isOfProtocol(e)) {
        throw new Failure(
            ExitCodes.FAILED,
            e.code(),
            "the status application at "
                + url
                + " speaks the other of HTTP and HTTPS; name it so with --url or as the status of"
                + " cluster.json, and set its tls.keystore.file if it is to have TLS",
            e);
      }
      if (e.code().equals("unauthenticated")) {
        throw new Failure(
            ExitCodes.NOT_ALLOWED,
            "unauthenticated",
            url
                + " wants to see the token of its access.token.file; give it with --token-file or"
                + " LOCKSTEP_STATUS_TOKEN",
            e);
      }
      throw e;
    }
  }
}
