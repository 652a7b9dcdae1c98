package io.lockstep.log.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.log.RegistrySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A token of an OAuth server for client credentials (RFC 6749, 4.4), fetched again when most of its
 * life is over. Any thread.
 */
final class RegistryToken {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final long SHORTEST_LIFE_SECONDS = 1;
  private static final long USUAL_LIFE_SECONDS = 60;

  private final HttpClient client;
  private final URI endpoint;
  private final String credentials;
  private final String form;
  private String token;
  private long renewAt;

  RegistryToken(HttpClient client, RegistrySettings settings) {
    this.client = client;
    this.endpoint = settings.tokenEndpoint().orElseThrow();
    this.credentials =
        RegistryHttp.basic(
            encoded(settings.get(RegistrySettings.CLIENT_ID).orElseThrow()),
            encoded(settings.get(RegistrySettings.CLIENT_SECRET).orElseThrow()));
    this.form =
        "grant_type=client_credentials"
            + settings
                .get(RegistrySettings.CLIENT_SCOPE)
                .map(scope -> "&scope=" + encoded(scope))
                .orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * The value of the header Authorization.
   *
   * @throws UncheckedIOException if the server gives no token; the message names the server
   */
  synchronized String authorization() {
    if (token == null || System.nanoTime() - renewAt >= 0) {
      fetch();
    }
    return "Bearer " + token;
  }

  private void fetch() {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header("Authorization", credentials)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IOException("it answers with status " + response.statusCode());
      }
      take(JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(
              "no token for the registry from "
                  + endpoint
                  + ": "
                  + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                  + "; check the registry.auth settings"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void take(JsonNode answer) throws IOException {
    String fresh = answer.path("access_token").asText();
    if (fresh.isEmpty()) {
      throw new IOException("its answer has no access_token");
    }
    long life = answer.path("expires_in").asLong(USUAL_LIFE_SECONDS);
    token = fresh;
    renewAt =
        System.nanoTime()
            + TimeUnit.SECONDS.toNanos(Math.max(SHORTEST_LIFE_SECONDS, life * 8 / 10));
  }
}
