package io.lockstep.status.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where alerts are posted to.
 *
 * @param ca PEM file of the authorities that the server is checked against; empty for Java's own
 * @param token to send as {@code Authorization: Bearer}
 * @param secret by which each post is signed
 */
public record WebhookSettings(
    URI url, Optional<Path> ca, Optional<String> token, Optional<String> secret) {
  /** Without the secrets, and without what may be one in the URL. */
  @Override
  public String toString() {
    return "webhook to %s://%s".formatted(url.getScheme(), url.getAuthority());
  }
}
