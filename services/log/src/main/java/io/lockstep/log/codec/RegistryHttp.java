package io.lockstep.log.codec;

import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestInformation;
import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.kiota.http.jdk.JDKRequestAdapter;
import io.lockstep.log.LogConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/**
 * How the registry's client talks: over the JDK's HTTP client, with bounds on time. Apicurio's own
 * factory of adapters links to Vert.x even where it is not used.
 */
@SuppressWarnings(
    "unchecked") // inherited: the adapter implements a generic method without its type
final class RegistryHttp extends JDKRequestAdapter {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);

  private final String authorization;

  private RegistryHttp(HttpClient client, String authorization) {
    super(client);
    this.authorization = authorization;
  }

  static RequestAdapter adapter(LogConnection connection) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    RegistryHttp adapter = new RegistryHttp(client, basic(connection.clientProperties()));
    String url = connection.registry().toString();
    adapter.setBaseUrl(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    return adapter;
  }

  private static String basic(Map<String, String> properties) {
    String user = properties.get(SchemaResolverConfig.AUTH_USERNAME);
    if (user == null) {
      return null;
    }
    String password = properties.getOrDefault(SchemaResolverConfig.AUTH_PASSWORD, "");
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
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
    return request.build();
  }
}
