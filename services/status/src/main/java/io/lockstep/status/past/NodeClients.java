package io.lockstep.status.past;

import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * HTTP clients that trust the nodes' authorities and nobody else. Authorities are read at first
 * use, and again when a node is not trusted, at most each five seconds. Any thread.
 */
final class NodeClients {
  private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final Authorities authorities;
  private HttpClient client;
  private Collection<X509Certificate> trusted;
  private long read;

  NodeClients(Authorities authorities) {
    this.authorities = authorities;
  }

  /**
   * A client.
   *
   * @throws NoAnswerException if no authority is known
   */
  synchronized HttpClient client() throws NoAnswerException {
    if (client == null) {
      renew();
    }
    return client;
  }

  /**
   * Whether other authorities are known now than those of a client that does not trust a node.
   *
   * @throws NoAnswerException if they cannot be read
   */
  synchronized boolean renewed(HttpClient distrusting) throws NoAnswerException {
    if (client != distrusting) {
      return true; // another thread was here
    }
    return System.nanoTime() - read >= AGAIN_NANOS && renew();
  }

  private boolean renew() throws NoAnswerException {
    Collection<X509Certificate> now = authorities.read();
    read = System.nanoTime();
    if (now.isEmpty()) {
      throw new NoAnswerException(
          NoAnswerException.Kind.UNAVAILABLE,
          "the cluster has published no authority of its nodes yet, so none can be trusted;"
              + " start a node, or set nodes.ca.file");
    }
    if (client != null && now.equals(trusted)) {
      return false;
    }
    trusted = List.copyOf(now);
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .sslContext(context(now))
            .build();
    return true;
  }

  private static SSLContext context(Collection<X509Certificate> trusted) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate certificate : trusted) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JDK has TLS and an empty key store", e);
    }
  }
}
