package io.lockstep.log.settings;

import static io.lockstep.log.settings.Setting.bounded;
import static io.lockstep.log.settings.Setting.required;

import io.lockstep.log.settings.Setting.Type;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings by which every process finds the log of its cluster. */
public final class LogSettings {
  /** Prefix of settings that go to every Kafka client as they are. */
  public static final String KAFKA_PREFIX = "kafka.";

  /** {@code cluster.name}. */
  public static final Setting CLUSTER =
      required("cluster.name", Type.CLUSTER, "Name of the cluster, the prefix of its topics.");

  /** {@code kafka.bootstrap.servers}. */
  public static final Setting KAFKA =
      required("kafka.bootstrap.servers", Type.TEXT, "Brokers, HOST:PORT separated by commas.");

  /** {@code registry.url}. */
  public static final Setting REGISTRY =
      required(
          "registry.url",
          Type.URL,
          "Apicurio Registry, such as http://host:8080, with its API path if that is unusual.");

  /** {@code topics.replication.factor}. */
  public static final Setting REPLICATION =
      bounded("topics.replication.factor", 3, 1, 9, "Replicas that every topic must have.");

  /** {@code topics.min.insync.replicas}. */
  public static final Setting IN_SYNC =
      bounded("topics.min.insync.replicas", 2, 1, 9, "min.insync.replicas of every topic.");

  private static final String REGISTRY_API = "/apis/registry/v3";

  private LogSettings() {}

  /** What is wrong with values of these that are right each for itself; empty if nothing is. */
  public static Optional<String> problem(SettingValues values) {
    int replicas = values.number(REPLICATION);
    int inSync = values.number(IN_SYNC);
    return inSync <= replicas
        ? Optional.empty()
        : Optional.of(
            "%s is %d, but wants at most the %d of %s"
                .formatted(IN_SYNC.name(), inSync, replicas, REPLICATION.name()));
  }

  /** What was set for clients, by their own names: {@code kafka.} is no part of Kafka's. */
  public static Map<String, String> clientProperties(SettingValues values) {
    Map<String, String> properties = new TreeMap<>();
    values
        .others()
        .forEach(
            (name, value) ->
                properties.put(
                    name.startsWith(KAFKA_PREFIX) ? name.substring(KAFKA_PREFIX.length()) : name,
                    value));
    return properties;
  }

  /** {@code registry.url}, with the API path. */
  public static URI registry(SettingValues values) {
    String url = HttpAddress.of(values.text(REGISTRY)).orElseThrow().toString();
    return URI.create(
        url.matches("(?i)https?://[^/]+/?") ? url.replaceAll("/$", "") + REGISTRY_API : url);
  }
}
