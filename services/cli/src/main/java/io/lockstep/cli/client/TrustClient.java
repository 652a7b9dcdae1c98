package io.lockstep.cli.client;

import java.net.http.HttpRequest;
import java.util.List;

/**
 * What a node's HTTP interface offers about trust: tokens, the cluster secret and licences. As with
 * {@link NodeClient}, every method throws {@link io.lockstep.cli.failure.Failure}. Thread-safe.
 */
public final class TrustClient {
  private final Exchange exchange;

  TrustClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Makes a token; the answer alone has its value. */
  public IssuedToken issue(TokenRequest request) {
    HttpRequest post =
        exchange
            .request("tokens")
            .header("Content-Type", "application/json")
            .POST(Exchange.json(request))
            .build();
    // Without an id of the command: a repetition could not show the value again.
    return exchange.change(post, null, IssuedToken.class);
  }

  /** The tokens that the cluster knows, as far as it keeps them. */
  public TokenPage tokens() {
    return exchange.read(exchange.request("tokens").build(), TokenPage.class);
  }

  /** Ends a token before its time. */
  public ChangeAnswer revoke(String id) {
    return exchange.delete("tokens/" + Paths.encode(id));
  }

  /** The versions of the cluster secret, and which node has which. */
  public SecretState secret() {
    return exchange.read(exchange.request("secret").build(), SecretState.class);
  }

  /** Begins to replace the cluster secret by a next version. */
  public ChangeAnswer rotate() {
    return exchange.post("secret/rotate", null);
  }

  /** The licences, without their content. */
  public LicencePage licences() {
    return exchange.read(exchange.request("licences").build(), LicencePage.class);
  }

  /** Installs a node's licence of a product, or replaces it. */
  public ChangeAnswer install(String node, String product, LicenceRequest licence) {
    return exchange.put(licencePath(node, product), licence);
  }

  /** Removes a licence. */
  public ChangeAnswer removeLicence(String node, String product) {
    return exchange.delete(licencePath(node, product));
  }

  private static String licencePath(String node, String product) {
    return "licences/" + Paths.encode(node) + "/" + Paths.encode(product);
  }

  /** Licences at a revision. */
  public record LicencePage(long revision, List<LicenceItem> items) {
    /** Never null. */
    public LicencePage {
      items = items == null ? List.of() : List.copyOf(items);
    }
  }

  /** Tokens at a revision. */
  public record TokenPage(long revision, List<TokenItem> items) {
    /** Never null. */
    public TokenPage {
      items = items == null ? List.of() : List.copyOf(items);
    }
  }
}
