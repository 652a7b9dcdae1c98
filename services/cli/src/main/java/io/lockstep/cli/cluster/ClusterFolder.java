package io.lockstep.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lockstep.cli.client.Json;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.log.settings.HttpAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a cluster is, as {@code cluster.json} in a folder says.
 *
 * @param cluster its name
 * @param kafka bootstrap servers; null when the file does not say
 * @param registry address of the schema registry; null when the file does not say
 * @param status address of the status application, where the file says
 * @param nodes in the order of the file
 * @param authorities PEM file of the certificates that nodes are trusted by
 * @param adminSession file with a session token that may do everything
 */
public record ClusterFolder(
    Path folder,
    String cluster,
    String kafka,
    URI registry,
    Optional<URI> status,
    List<NodeAddress> nodes,
    Optional<Path> authorities,
    Optional<Path> adminSession) {
  /** Name of the file in the folder. */
  public static final String FILE = "cluster.json";

  /**
   * A node.
   *
   * @param dir what it keeps on disk; null when it is not on this machine
   */
  public record NodeAddress(String id, URI url, Path dir) {}

  private record Document(
      String cluster,
      String kafka,
      String registry,
      String status,
      List<NodeEntry> nodes,
      String ca,
      String adminToken) {}

  private record NodeEntry(String id, String url, String dir) {}

  /** Whether there is a cluster in the folder. */
  public static boolean exists(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /** Reads the folder; a {@link Failure} says what is wrong with it. */
  public static ClusterFolder read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new Failure(
          ExitCodes.FAILED,
          "no-cluster",
          "no cluster in "
              + folder
              + ": "
              + file
              + " does not exist. Start one with `lockstep up`, or name its folder with --cluster");
    }
    try {
      Document document = Json.MAPPER.readValue(Files.readString(file), Document.class);
      return of(folder, file, document);
    } catch (JsonProcessingException e) {
      throw unreadable(file, "is no JSON document of a cluster: " + e.getOriginalMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static ClusterFolder of(Path folder, Path file, Document document) {
    if (document.cluster() == null) {
      throw unreadable(file, "has no field \"cluster\"", null);
    }
    List<NodeEntry> entries = document.nodes() == null ? List.of() : document.nodes();
    for (NodeEntry entry : entries) {
      if (entry.id() == null || entry.url() == null) {
        throw unreadable(file, "has a node without \"id\" or \"url\"", null);
      }
    }
    return new ClusterFolder(
        folder,
        document.cluster(),
        document.kafka(),
        document.registry() == null ? null : address(file, "the registry", document.registry()),
        Optional.ofNullable(document.status())
            .map(status -> address(file, "the status application", status)),
        entries.stream()
            .map(
                entry ->
                    new NodeAddress(
                        entry.id(),
                        address(file, "node " + entry.id(), entry.url()),
                        entry.dir() == null ? null : folder.resolve(entry.dir())))
            .toList(),
        Optional.ofNullable(document.ca()).map(folder::resolve),
        Optional.ofNullable(document.adminToken()).map(folder::resolve));
  }

  private static URI address(Path file, String whose, String url) {
    return HttpAddress.of(url)
        .orElseThrow(
            () ->
                unreadable(
                    file,
                    "gives %s the address \"%s\", wanted is a URL of %s"
                        .formatted(whose, url, HttpAddress.WANTED),
                    null));
  }

  private static Failure unreadable(Path file, String what, Exception cause) {
    return new Failure(
        ExitCodes.FAILED,
        "bad-cluster-folder",
        file
            + " "
            + what
            + "; correct it, make it again with `lockstep up`, or name another with --cluster",
        cause);
  }

  /** A node of the file. */
  public NodeAddress node(String id) {
    return nodes.stream()
        .filter(node -> node.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    ExitCodes.FAILED,
                    "unknown-node",
                    "no node "
                        + id
                        + " in "
                        + folder.resolve(FILE)
                        + "; it has "
                        + nodes.stream().map(NodeAddress::id).collect(Collectors.joining(", "))));
  }
}
