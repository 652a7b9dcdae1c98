package io.lockstep.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** Makes the users that a secured broker does not know yet: those of nodes that came later. */
final class BrokerUsers {
  private static final int ITERATIONS = 8192;
  private static final int TIMEOUT_SECONDS = 20;

  private final SandboxOptions options;
  private final SandboxSecurity security;

  BrokerUsers(SandboxOptions options) {
    this.options = options;
    this.security = new SandboxSecurity(options);
  }

  /** Settings of the administrator's client. */
  static Map<String, Object> admin(SandboxOptions options) {
    Map<String, Object> settings = new HashMap<>();
    SandboxSecurity.client(options, SandboxSecurity.ADMIN)
        .forEach(
            (name, value) -> {
              if (!name.startsWith("registry.")) {
                settings.put(name, value);
              }
            });
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, options.kafka());
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "lockstep-sandbox");
    return settings;
  }

  /** Asks the broker, which must be ready. */
  void provide() {
    try (Admin admin = Admin.create(admin(options))) {
      Set<String> known =
          admin
              .describeUserScramCredentials()
              .all()
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
              .keySet();
      List<UserScramCredentialAlteration> missing = new ArrayList<>();
      for (String user : security.users()) {
        if (!known.contains(user)) {
          missing.add(
              new UserScramCredentialUpsertion(
                  user,
                  new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                  security.passwordOf(user)));
        }
      }
      if (!missing.isEmpty()) {
        admin.alterUserScramCredentials(missing).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new SandboxException("the broker takes no new users (" + e + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while the broker's users are made", e);
    }
  }
}
