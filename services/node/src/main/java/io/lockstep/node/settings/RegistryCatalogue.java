package io.lockstep.node.settings;

import static io.lockstep.log.settings.Setting.optional;

import io.lockstep.log.RegistrySettings;
import io.lockstep.log.settings.ClientPasswords;
import io.lockstep.log.settings.Setting;
import io.lockstep.log.settings.Setting.Type;
import java.util.ArrayList;
import java.util.List;

/** The settings by which a node reaches a registry that is guarded. */
final class RegistryCatalogue {
  private static final String TYPE = "Empty: JKS, which reads PKCS#12 too. Else PKCS12 or PEM.";

  static final List<Setting> ALL = all();

  private RegistryCatalogue() {}

  private static List<Setting> all() {
    List<Setting> all = new ArrayList<>();
    text(
        all,
        "registry.ssl.truststore.location",
        "File of the authorities that may vouch for the registry. Empty: those of the JDK.");
    text(all, "registry.ssl.truststore.type", "Its type. " + TYPE);
    password(all, "registry.ssl.truststore.password", "Its password. Empty: none.");
    text(
        all,
        "registry.ssl.keystore.location",
        "File of the key and certificate that the registry asks of its clients. Empty: none.");
    text(all, "registry.ssl.keystore.type", "Its type. " + TYPE);
    password(all, "registry.ssl.keystore.password", "Its password. Empty: none.");
    password(all, "registry.ssl.key.password", "Password of the key in it. Empty: none.");
    text(
        all,
        RegistrySettings.USERNAME,
        "User by which the node logs in to the registry. Empty: it does not.");
    password(all, RegistrySettings.PASSWORD, "Password of that user.");
    all.add(
        optional(
            RegistrySettings.TOKEN_ENDPOINT,
            Type.URL,
            "",
            "OAuth server that gives the node a token for the registry, for client credentials."
                + " Empty: none."));
    text(all, RegistrySettings.CLIENT_ID, "Client id of the node at that server.");
    password(all, RegistrySettings.CLIENT_SECRET, "Secret of that client id.");
    text(all, RegistrySettings.CLIENT_SCOPE, "Scope that the token is asked for. Empty: none.");
    return List.copyOf(all);
  }

  private static void text(List<Setting> all, String name, String text) {
    all.add(optional(name, Type.TEXT, "", text));
  }

  private static void password(List<Setting> all, String name, String text) {
    all.add(optional(name, Type.PASSWORD, "", text));
    all.add(
        optional(
            name + ClientPasswords.SUFFIX,
            Type.TEXT,
            "",
            "File, mode 0600, that holds `" + name + "`, which is not set then."));
  }
}
