package io.lockstep.cli.node;

import io.lockstep.cli.cluster.ClusterFolder;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.OutputFile;
import io.lockstep.cli.file.PrivateOutput;
import io.lockstep.cli.file.PropertiesWriter;
import io.lockstep.log.settings.HttpAddress;
import io.lockstep.log.settings.InvalidSettingsException;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.trust.file.PrivateFile;
import io.lockstep.trust.secret.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the folder of a node, ready for {@code node run}. */
@Command(
    name = "init",
    description = {
      "Make the folder of a node: settings, the cluster secret and its join token.",
      "Copy the folder to the node's machine and start it there with",
      "`lockstep node run --config DIR/node.properties`. The node is added to the cluster.json of",
      "--cluster, so that commands find it. A folder that has settings already is left alone."
    })
final class NodeInit implements Runnable {
  private static final int LIMIT = 100_000;

  @Parameters(paramLabel = "DIR", description = "The node's folder; made where it is missing.")
  private Path folder;

  @Option(
      names = "--cluster",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the cluster, whose cluster.json names kafka and registry.")
  private Path cluster;

  @Option(names = "--id", required = true, paramLabel = "ID", description = "The node's id.")
  private String id;

  @Option(
      names = "--host",
      required = true,
      paramLabel = "HOST",
      description = "Name or address by which the other machines know its host.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8101",
      description = {"Port of its API.", "Default: ${DEFAULT-VALUE}."})
  private int port;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "0.0.0.0",
      description = {"Address on which its API listens.", "Default: ${DEFAULT-VALUE}, all."})
  private String listen;

  @Option(
      names = "--files",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the managed product on that machine.")
  private Path files;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = {"The cluster secret.", "Default: taeh in the folder of --cluster."})
  private Path secret;

  @Option(
      names = "--join-token",
      paramLabel = "FILE",
      description = {"Token with which it joins.", "Default: none, as for the first node."})
  private Path token;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {"A further setting of the node; may be repeated.", "Default: none."})
  private Map<String, String> further = new LinkedHashMap<>();

  @Override
  public void run() {
    ClusterFolder of = ClusterFolder.read(cluster);
    Path settings = folder.resolve("node.properties");
    if (Files.exists(settings)) {
      throw new Failure(
          ExitCodes.FAILED,
          "unwritable-file",
          "file " + settings + " exists already and is not overwritten; name another folder");
    }
    Map<String, String> values = settings(of);
    try {
      NodeSettings.of(values);
    } catch (InvalidSettingsException e) {
      throw new Failure(ExitCodes.USAGE, "usage", e.getMessage(), e);
    }
    OutputFile.requireWritable(cluster.resolve(ClusterFolder.FILE));
    Path data = folder.resolve("data");
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    try {
      contents.put(
          data.resolve(SecretFile.NAME),
          read(secret == null ? cluster.resolve(SecretFile.NAME) : secret));
      if (token != null) {
        contents.put(data.resolve("join.token"), read(token));
      }
      contents.put(
          settings,
          PropertiesWriter.write(entries(values), "").getBytes(StandardCharsets.US_ASCII));
      write(data, contents);
    } finally {
      contents.values().forEach(bytes -> Arrays.fill(bytes, (byte) 0));
    }
    NodeAddresses.remember(cluster, id, values.get("node.url"));
  }

  private Map<String, String> settings(ClusterFolder of) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("cluster.name", of.cluster());
    values.put("node.id", id);
    values.put("node.host", host);
    values.put("node.url", "https://%s:%d".formatted(HttpAddress.inUrl(host), port));
    values.put("http.host", listen);
    values.put("http.port", Integer.toString(port));
    values.put("data.dir", folder.resolve("data").toAbsolutePath().normalize().toString());
    values.put("files.dir", files.toAbsolutePath().normalize().toString());
    values.put("kafka.bootstrap.servers", of.kafka() == null ? "" : of.kafka());
    values.put("registry.url", of.registry() == null ? "" : of.registry().toString());
    values.putAll(further);
    return values;
  }

  private static SortedMap<String, Optional<String>> entries(Map<String, String> values) {
    SortedMap<String, Optional<String>> entries = new TreeMap<>();
    values.forEach((name, value) -> entries.put(name, Optional.of(value)));
    return entries;
  }

  private static byte[] read(Path file) {
    return new PrivateFile(file, "file", "file").read(LIMIT);
  }

  /** None is written where it can be told that one cannot be. */
  private static void write(Path data, Map<Path, byte[]> files) {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new Failure(ExitCodes.FAILED, "unwritable-file", "no folder " + data + ": " + e, e);
    }
    Map<PrivateOutput, byte[]> outputs = new LinkedHashMap<>();
    files.forEach((path, bytes) -> outputs.put(PrivateOutput.of(path), bytes));
    outputs.forEach(PrivateOutput::write);
  }
}
