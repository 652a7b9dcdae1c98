package io.lockstep.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of the sandbox's broker. In a secured sandbox clients log in over TLS, whoever has
 * no right may do nothing, and even the controller's port asks for the broker's certificate.
 */
final class BrokerSettings {
  private BrokerSettings() {}

  static Map<String, String> of(SandboxOptions options, Path data) {
    Map<String, String> settings = new TreeMap<>();
    String client = options.secure() ? "SASL_SSL" : "PLAINTEXT";
    String address = client + "://" + options.kafka();
    String controller = "127.0.0.1:" + options.ports().controller();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listeners", address + ",CONTROLLER://" + controller);
    settings.put("advertised.listeners", address);
    settings.put("log.dirs", data.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    // One partition each: the sandbox has few groups, and a start opens every partition.
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // Small: the default reserves 128 MiB for the cleaner alone.
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
    // As much as the system finds good: the default of 100 KiB takes a turn for every chunk.
    settings.put("socket.send.buffer.bytes", "-1");
    settings.put("socket.receive.buffer.bytes", "-1");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    if (options.secure()) {
      settings.putAll(secured(new SandboxSecurity(options)));
    }
    return settings;
  }

  private static Map<String, String> secured(SandboxSecurity security) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:SSL");
    settings.put("security.inter.broker.protocol", "SASL_SSL");
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
    settings.put(
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
        SandboxSecurity.login(SandboxSecurity.BROKER, security.passwordOf(SandboxSecurity.BROKER)));
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.location", security.certificate(Layout.BROKER).toString());
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", security.authority().toString());
    // Whoever asks the controller is whom the certificate names; others do not get through.
    settings.put("listener.name.controller.ssl.client.auth", "required");
    settings.put("ssl.principal.mapping.rules", "RULE:^CN=([^,]+)$/$1/,DEFAULT");
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("allow.everyone.if.no.acl.found", "false");
    settings.put(
        "super.users", "User:" + SandboxSecurity.ADMIN + ";User:" + SandboxSecurity.BROKER);
    return settings;
  }
}
