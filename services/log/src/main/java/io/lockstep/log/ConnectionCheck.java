package io.lockstep.log;

import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/** Checks security settings without a connection, before anything is started. */
public final class ConnectionCheck {
  private ConnectionCheck() {}

  /**
   * Reads the stores, the login and the other security settings of Kafka's and the registry's
   * clients as these will.
   *
   * @throws LogSettingsException if one of them cannot be used
   */
  public static void require(LogConnection connection) {
    RegistrySettings.of(connection).tls();
    AdminClientConfig config = config(connection);
    String protocol = config.getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
    if (protocol.startsWith("SASL_")) {
      requireLogin(config);
    }
    // What Kafka's clients do first, and what fails in them on a store that cannot be read.
    try {
      ClientUtils.createChannelBuilder(config, Time.SYSTEM, new LogContext()).close();
    } catch (RuntimeException e) {
      throw new LogSettingsException(
          "No Kafka client can start with these kafka.* settings (kafka.security.protocol is "
              + protocol
              + "): "
              + SecurityCauses.root(e)
              + ". Check location, type and password of the stores, and kafka.sasl.mechanism",
          e);
    }
  }

  private static AdminClientConfig config(LogConnection connection) {
    try {
      return new AdminClientConfig(ClientSettings.admin(connection));
    } catch (RuntimeException e) {
      throw new LogSettingsException(
          "A kafka.* setting cannot be used: " + SecurityCauses.root(e), e);
    }
  }

  /** Kafka's own message may quote what stands where a name is wanted, such as a password. */
  private static void requireLogin(AdminClientConfig config) {
    try {
      JaasContext.loadClientContext(config.values());
    } catch (RuntimeException e) {
      throw new LogSettingsException(
          "kafka."
              + SaslConfigs.SASL_JAAS_CONFIG
              + (config.getPassword(SaslConfigs.SASL_JAAS_CONFIG) == null
                  ? " is not set"
                  : " is malformed")
              + ": wanted is one line such as"
              + " org.apache.kafka.common.security.scram.ScramLoginModule required"
              + " username=\"n1\" password=\"…\";",
          null);
    }
  }
}
