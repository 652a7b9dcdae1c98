package io.lockstep.log.codec;

import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestInformation;
import io.kiota.http.jdk.JDKRequestAdapter;
import io.lockstep.log.LogConnection;
import io.lockstep.log.RegistrySettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * How the registry's client talks: over the JDK's HTTP client, with bounds on time. Apicurio's own
 * factory of adapters links to Vert.x even where it is not used.
 */
@SuppressWarnings(
    "unchecked") // inherited: the adapter implements a generic method without its type
final class RegistryHttp extends JDKRequestAdapter {
  /** With the TLS handshake, which takes long where both have just started. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(4);

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(8);

  /** The value of the header Authorization; null for none. */
  private final Supplier<String> authorization;

  private RegistryHttp(HttpClient client, Supplier<String> authorization) {
    super(client);
    this.authorization = authorization;
  }

  /**
   * An adapter for the registry of a connection.
   *
   * @throws io.lockstep.log.LogSettingsException if its settings cannot be used
   */
  static RequestAdapter adapter(LogConnection connection) {
    RegistrySettings settings = RegistrySettings.of(connection);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    settings.tls().ifPresent(builder::sslContext);
    HttpClient client = builder.build();
    RegistryHttp adapter = new RegistryHttp(client, authorization(client, settings));
    String url = connection.registry().toString();
    adapter.setBaseUrl(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    return adapter;
  }

  private static Supplier<String> authorization(HttpClient client, RegistrySettings settings) {
    if (settings.get(RegistrySettings.CLIENT_ID).isPresent()) {
      return new RegistryToken(client, settings)::authorization;
    }
    String basic =
        settings
            .get(RegistrySettings.USERNAME)
            .map(user -> basic(user, settings.get(RegistrySettings.PASSWORD).orElseThrow()))
            .orElse(null);
    return () -> basic;
  }

  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected HttpRequest getRequestFromRequestInformation(RequestInformation information) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                super.getRequestFromRequestInformation(information), (name, value) -> true)
            .timeout(REQUEST_TIMEOUT);
    String value = authorization.get();
    if (value != null) {
      request.setHeader("Authorization", value);
    }
    return request.build();
  }
}
