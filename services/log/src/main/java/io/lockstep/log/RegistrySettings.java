package io.lockstep.log;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * How the registry is reached: TLS by the settings that Kafka's clients have for it ({@code
 * registry.ssl.truststore.location} and so on; PKCS12, JKS and PEM), a login by name and password,
 * or by a token of an OAuth server. Immutable.
 */
public final class RegistrySettings {
  /** What its settings begin with in {@link LogConnection#clientProperties()}. */
  public static final String PREFIX = "registry.";

  /** Name of the user. */
  public static final String USERNAME = PREFIX + "auth.username";

  /** Password of the user. */
  public static final String PASSWORD = PREFIX + "auth.password";

  /** URL that gives tokens for client credentials (RFC 6749, 4.4). */
  public static final String TOKEN_ENDPOINT = PREFIX + "auth.token.endpoint";

  /** Client id towards that server. */
  public static final String CLIENT_ID = PREFIX + "auth.client.id";

  /** The client's secret. */
  public static final String CLIENT_SECRET = PREFIX + "auth.client.secret";

  /** Scope to ask for. */
  public static final String CLIENT_SCOPE = PREFIX + "auth.client.scope";

  private static final String SSL = PREFIX + "ssl.";

  private final LogConnection connection;
  private final Map<String, String> given;

  private RegistrySettings(LogConnection connection) {
    this.connection = connection;
    this.given = connection.clientProperties();
  }

  /**
   * The settings of a connection.
   *
   * @throws LogSettingsException if settings do not fit each other
   */
  public static RegistrySettings of(LogConnection connection) {
    RegistrySettings settings = new RegistrySettings(connection);
    settings.together(USERNAME, PASSWORD);
    settings.together(CLIENT_ID, CLIENT_SECRET);
    settings.together(CLIENT_ID, TOKEN_ENDPOINT);
    if (settings.get(USERNAME).isPresent() && settings.get(CLIENT_ID).isPresent()) {
      throw new LogSettingsException(
          USERNAME + " and " + CLIENT_ID + " are both set: set one of them", null);
    }
    settings.tokenEndpoint();
    return settings;
  }

  private void together(String one, String other) {
    if (get(one).isPresent() != get(other).isPresent()) {
      String set = get(one).isPresent() ? one : other;
      throw new LogSettingsException(
          set + " is set without " + (set.equals(one) ? other : one) + ": set both or none", null);
    }
  }

  /** The value of a setting; empty where it is not set or empty. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(given.get(name)).filter(value -> !value.isBlank());
  }

  /** Where tokens are to be had; empty for a login without. */
  public Optional<URI> tokenEndpoint() {
    return get(TOKEN_ENDPOINT)
        .map(
            text -> {
              try {
                URI url = new URI(text);
                if (url.getHost() != null && url.getScheme().matches("(?i)https?")) {
                  return url;
                }
              } catch (URISyntaxException e) {
                // told below
              }
              throw new LogSettingsException(
                  TOKEN_ENDPOINT + " is \"" + text + "\", wanted is a URL, https://HOST/PATH",
                  null);
            });
  }

  /**
   * Keys and authorities of the connection; empty where the process's own hold.
   *
   * @throws LogSettingsException if a store cannot be read
   */
  public Optional<SSLContext> tls() {
    Map<String, String> ssl = new HashMap<>();
    given.forEach(
        (name, value) -> {
          if (name.startsWith(SSL) && !value.isBlank()) {
            ssl.put(name.substring(PREFIX.length()), value);
          }
        });
    if (ssl.isEmpty()) {
      return Optional.empty();
    }
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(parsed(ssl));
      return Optional.of(factory.sslContext());
    } catch (KafkaException e) {
      throw new LogSettingsException(
          "The registry at "
              + connection.registry()
              + " cannot be asked with these "
              + SSL
              + "* settings: "
              + SecurityCauses.root(e)
              + ". Check location, type and password of the stores",
          e);
    }
  }

  /** Kafka's own definition of the settings, with its defaults. */
  private static Map<String, Object> parsed(Map<String, String> ssl) {
    ConfigDef definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    for (String name : ssl.keySet()) {
      if (!definition.names().contains(name)) {
        throw new ConfigException("no setting " + PREFIX + name + " is known");
      }
    }
    Map<String, Object> values = definition.parse(ssl);
    values.values().removeIf(value -> value instanceof Password p && p.value() == null);
    return values;
  }
}
