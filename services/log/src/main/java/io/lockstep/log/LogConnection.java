package io.lockstep.log;

import io.lockstep.schema.topic.TopicContract;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where the log of one cluster is, and how to reach it.
 *
 * @param cluster name of the cluster, the prefix of its topics: letters, digits, '_' and '-', at
 *     most 100 characters
 * @param bootstrapServers host:port list of Kafka brokers
 * @param registry URL of the schema registry, with its API path (…/apis/registry/v3)
 * @param schemaCache directory that keeps every schema ever seen; created when missing
 * @param clientProperties further settings: those that start with {@code registry.} go to the
 *     registry's client ({@code registry.ssl.*}, {@code registry.auth.*}), all others to every
 *     Kafka client ({@code security.*}, {@code sasl.*}, {@code ssl.*}, …)
 */
public record LogConnection(
    String cluster,
    String bootstrapServers,
    URI registry,
    Path schemaCache,
    Map<String, String> clientProperties) {

  private static final Pattern CLUSTER = Pattern.compile("[a-zA-Z0-9_-]{1,100}");

  /** Checks the name and copies the settings. */
  public LogConnection {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(registry, "registry");
    Objects.requireNonNull(schemaCache, "schemaCache");
    if (!CLUSTER.matcher(cluster).matches()) {
      throw new IllegalArgumentException(
          "Cluster name '"
              + cluster
              + "': wanted 1 to 100 letters, digits, '_' or '-', since it is part of topic names");
    }
    clientProperties = Map.copyOf(clientProperties);
  }

  /** The topic of this cluster that has the given contract. */
  public String topic(TopicContract contract) {
    return contract.topic(cluster);
  }

  /**
   * The primary's identity towards Kafka, {@code lockstep.<cluster>.primary}: the transactional id
   * that the broker fences, and the group whose offset says which commands are decided.
   */
  public String primaryId() {
    return "lockstep." + cluster + ".primary";
  }

  /** Without the values of the further settings: passwords are among them. */
  @Override
  public String toString() {
    return "LogConnection[cluster="
        + cluster
        + ", bootstrapServers="
        + bootstrapServers
        + ", registry="
        + registry
        + ", schemaCache="
        + schemaCache
        + ", clientProperties="
        + new TreeSet<>(clientProperties.keySet())
        + "]";
  }
}
