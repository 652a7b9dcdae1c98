package io.lockstep.status.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How mails are sent.
 *
 * @param ca PEM file of the authorities that the server is checked against; empty for Java's own
 * @param user who logs in; empty for no login
 * @param password of the user
 */
public record MailSettings(
    String host,
    int port,
    Security security,
    Optional<Path> ca,
    Optional<String> user,
    Optional<String> password,
    String from,
    List<String> to) {

  /** How the way to the server is protected. */
  public enum Security {
    /** A plain connection that must become TLS before anything is said. */
    STARTTLS,
    /** TLS from the start. */
    TLS,
    /** Not at all. */
    NONE;

    static Security of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "mail by %s:%d (%s) from %s to %s".formatted(host, port, security, from, to);
  }
}
