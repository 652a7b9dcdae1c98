package io.lockstep.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code cluster.json} of a sandbox folder says: how to reach the cluster. Anyone may read it.
 *
 * @param cluster the cluster's name
 * @param kafka the broker, {@code host:port}
 * @param registry the registry's API, as a serde takes it
 * @param status the status application, which answers whoever is on this machine
 * @param nodes every node the sandbox has, also those that do not run
 * @param pids the processes that are not nodes
 * @param ca PEM file of the certificates by which the nodes are trusted; null before they ran
 * @param adminToken file, mode 0600, with a session token that may do everything; null before
 * @param kafkaClient properties file, mode 0600, with which clients of a secured sandbox reach
 *     broker and registry to read; null where they need none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder({
  "cluster",
  "kafka",
  "registry",
  "status",
  "nodes",
  "pids",
  "ca",
  "adminToken",
  "kafkaClient"
})
public record ClusterFile(
    String cluster,
    String kafka,
    URI registry,
    URI status,
    List<Node> nodes,
    Pids pids,
    @JsonInclude(JsonInclude.Include.NON_NULL) String ca,
    @JsonInclude(JsonInclude.Include.NON_NULL) String adminToken,
    @JsonInclude(JsonInclude.Include.NON_NULL) String kafkaClient) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public ClusterFile {
    nodes = List.copyOf(nodes);
  }

  /**
   * A node.
   *
   * @param id its node id
   * @param url where its HTTP API is
   * @param dir the folder of its settings, data and files
   * @param pid its process; null when it does not run
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @JsonPropertyOrder({"id", "url", "dir", "pid"})
  public record Node(String id, URI url, String dir, Long pid) {}

  /**
   * The processes that are not nodes.
   *
   * @param kafka the broker; null when it does not run
   * @param registry the registry; null when it does not run
   * @param status the status application; null when it does not run
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @JsonPropertyOrder({"kafka", "registry", "status"})
  public record Pids(Long kafka, Long registry, Long status) {}

  /**
   * Reads the file of a sandbox folder.
   *
   * @throws SandboxException when there is none or it is damaged; the message says what to do
   */
  public static ClusterFile read(Path dir) {
    Path file = new Layout(dir).clusterFile();
    if (!Files.exists(file)) {
      throw new SandboxException(
          "no sandbox in " + dir + " (" + file + " is missing); start one with `lockstep up`");
    }
    try {
      return JSON.readValue(Files.readString(file), ClusterFile.class);
    } catch (IOException e) {
      throw new SandboxException(
          "cannot read " + file + " (" + e.getMessage() + "); `lockstep up` writes it anew", e);
    }
  }

  void write(Layout layout) {
    try {
      Texts.write(layout.clusterFile(), JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
