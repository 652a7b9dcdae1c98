package io.lockstep.cli.access;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How nodes are reached: which certificates are trusted, and whose session asks. Files are read at
 * the first use, so that they may be written later than this is made. Thread-safe.
 */
public final class NodeAccess {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final Supplier<Optional<Path>> authorities;
  private final Supplier<Optional<String>> session;
  private HttpClient http;
  private Optional<String> token;

  /**
   * Reads what it needs when it is needed.
   *
   * @param authorities PEM file of the certificates to trust; empty: those that the JDK trusts
   * @param session session token; empty: nobody asks
   */
  public NodeAccess(Supplier<Optional<Path>> authorities, Supplier<Optional<String>> session) {
    this.authorities = authorities;
    this.session = session;
  }

  /** Trusts what the JDK trusts, and asks without a session. */
  public static NodeAccess anonymous() {
    return new NodeAccess(Optional::empty, Optional::empty);
  }

  /** Trusts the certificates of one file, and asks with the session of another. */
  public static NodeAccess of(Path authorities, Path session) {
    return new NodeAccess(
        () -> Optional.of(authorities), () -> Optional.of(SessionFile.read(session)));
  }

  /** The client for every node: HTTP/1.1, no proxy asked, host names checked. */
  public synchronized HttpClient http() {
    if (http == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT_TIMEOUT);
      authorities.get().map(TrustedCertificates::read).ifPresent(builder::sslContext);
      http = builder.build();
    }
    return http;
  }

  /** Value of {@code Authorization}; empty where nobody asks. */
  public synchronized Optional<String> authorization() {
    if (token == null) {
      token = session.get();
    }
    return token.map(value -> "Bearer " + value);
  }
}
