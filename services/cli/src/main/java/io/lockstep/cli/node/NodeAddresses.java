package io.lockstep.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.cli.client.Json;
import io.lockstep.cli.cluster.ClusterFolder;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.OutputFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;

/**
 * The nodes in {@code cluster.json}, by which commands find them; what else it says stays. Commands
 * that run at the same time change it one after another: each reads what the other wrote.
 */
final class NodeAddresses {
  /** Locked instead of the file itself, which each change replaces. */
  private static final String LOCK = ".cluster.json.lock";

  private NodeAddresses() {}

  /** Adds a node, or gives it its new address. */
  static void remember(Path cluster, String id, String url) {
    alone(cluster, () -> put(cluster, id, url));
  }

  /** Takes a node out; false if it was not there. */
  static boolean forget(Path cluster, String id) {
    return alone(cluster, () -> remove(cluster, id));
  }

  /** A lock of a file keeps other processes away, and the monitor this one's other threads. */
  private static synchronized boolean alone(Path cluster, BooleanSupplier change) {
    Path file = cluster.resolve(LOCK);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock(); // until it is closed
      return change.getAsBoolean();
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.FAILED, "unwritable-file", "file " + file + " cannot be locked: " + e, e);
    }
  }

  /** Whether it is new. */
  private static boolean put(Path cluster, String id, String url) {
    ObjectNode document = read(cluster);
    for (var node : document.withArray("nodes")) {
      if (node.path("id").asText().equals(id)) {
        ((ObjectNode) node).put("url", url);
        write(cluster, document);
        return false;
      }
    }
    document.withArray("nodes").addObject().put("id", id).put("url", url);
    write(cluster, document);
    return true;
  }

  private static boolean remove(Path cluster, String id) {
    ObjectNode document = read(cluster);
    ArrayNode nodes = document.withArray("nodes");
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).path("id").asText().equals(id)) {
        nodes.remove(i);
        write(cluster, document);
        return true;
      }
    }
    return false;
  }

  private static ObjectNode read(Path cluster) {
    ClusterFolder.read(cluster); // says what is wrong with the file
    Path file = cluster.resolve(ClusterFolder.FILE);
    try {
      return (ObjectNode) Json.MAPPER.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.FAILED, "bad-cluster-folder", "file " + file + " cannot be read: " + e, e);
    }
  }

  private static void write(Path cluster, ObjectNode document) {
    Path file = cluster.resolve(ClusterFolder.FILE);
    try {
      OutputFile.write(
          file, (Json.PRETTY.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.FAILED, "unwritable-file", "file " + file + " cannot be written: " + e, e);
    }
  }
}
