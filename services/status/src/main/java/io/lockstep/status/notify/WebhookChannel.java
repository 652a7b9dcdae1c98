package io.lockstep.status.notify;

import io.lockstep.status.settings.WebhookSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts of JSON. {@code Idempotency-Key} is the digest's id; with a secret, {@code
 * Lockstep-Signature: t=SECONDS,v1=HEX} is the HMAC-SHA256 of {@code SECONDS.BODY}.
 */
final class WebhookChannel implements Channel {
  static final String SIGNATURE = "Lockstep-Signature";
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final WebhookSettings settings;
  private final Clock clock;
  private final HttpClient client;

  /**
   * To a server.
   *
   * @throws io.lockstep.log.settings.InvalidSettingsException if the authorities cannot be read
   */
  WebhookChannel(WebhookSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER); // the token is for that server alone
    settings
        .ca()
        .ifPresent(
            file -> builder.sslContext(TrustedAuthorities.of("notify.webhook.ca.file", file)));
    client = builder.build();
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public Optional<String> deliver(Digest digest) throws DeliveryException {
    byte[] body = WebhookBody.of(digest);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", digest.id())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    settings.secret().ifPresent(secret -> request.header(SIGNATURE, signature(secret, body)));
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      // The status says all. A body is not waited for: the client's time ends with the head, so one
      // that never ends would hold up every later alert.
      response.body().close();
      if (response.statusCode() / 100 != 2) {
        throw new DeliveryException(
            settings + " answered " + response.statusCode() + ", but 2xx is wanted");
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new DeliveryException(settings + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeliveryException(settings + " was not waited for", e);
    }
  }

  private String signature(String secret, byte[] body) {
    try {
      long seconds = clock.instant().getEpochSecond();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
