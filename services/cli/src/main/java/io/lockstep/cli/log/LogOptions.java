package io.lockstep.cli.log;

import io.lockstep.cli.cluster.ClusterFolder;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.InputFile;
import io.lockstep.cli.file.PropertiesReader;
import io.lockstep.log.ConnectionCheck;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogSettingsException;
import io.lockstep.log.settings.InvalidSettingsException;
import io.lockstep.node.settings.PasswordFiles;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.sandbox.SandboxSecurity;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say where the log of a cluster is. */
public final class LogOptions {
  /** A folder that has this file is a sandbox's, of one broker. */
  private static final String SANDBOX_FILE = "sandbox.properties";

  private static final String DEFAULT = "Default: as the folder of --cluster says.";

  @Option(
      names = "--cluster",
      paramLabel = "DIR",
      defaultValue = "${env:LOCKSTEP_CLUSTER:-.lockstep/sandbox}",
      description = {
        "Folder of the cluster, with its cluster.json; none is needed when --kafka,",
        "--registry and --cluster-name are given.",
        "Default: environment variable LOCKSTEP_CLUSTER, then .lockstep/sandbox, the sandbox."
      })
  private Path folder;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT,…",
      description = {"Kafka's bootstrap servers.", DEFAULT})
  private String kafka;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = {
        "The schema registry's API, such as http://host:8080/apis/registry/v3.",
        DEFAULT
      })
  private URI registry;

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      description = {"The cluster, which its topics are named after.", DEFAULT})
  private String name;

  @Option(
      names = "--client-config",
      paramLabel = "FILE",
      description = {
        "Properties file with settings of Kafka clients, security.*, sasl.*, ssl.* …, and of the",
        "registry's, registry.*. Default: as the folder of --cluster says, else none."
      })
  private String clientConfig;

  /** The connection that the options and the folder say; the schemas are cached in a folder. */
  public LogConnection connection(Path schemaCache) {
    boolean complete = kafka != null && registry != null && name != null;
    if (!complete && !ClusterFolder.exists(folder)) {
      throw new Failure(
          ExitCodes.USAGE,
          "usage",
          folder
              + " has no cluster.json; name the cluster's folder with --cluster, or give"
              + " --kafka, --registry and --cluster-name");
    }
    ClusterFolder cluster = complete ? null : ClusterFolder.read(folder);
    try {
      LogConnection connection =
          new LogConnection(
              name != null ? name : cluster.cluster(),
              kafka != null ? kafka : required(cluster, cluster.kafka(), "kafka"),
              registry != null ? registry : required(cluster, cluster.registry(), "registry"),
              schemaCache,
              clientProperties());
      ConnectionCheck.require(connection);
      return connection;
    } catch (IllegalArgumentException | LogSettingsException e) {
      throw new Failure(ExitCodes.USAGE, "usage", e.getMessage(), e);
    }
  }

  /** The folder of the cluster, or this one where that is none. */
  public Path home() {
    return ClusterFolder.exists(folder) ? folder : Path.of("");
  }

  /** Whether the broker is that of a sandbox, which has one copy of everything. */
  public boolean isSandbox() {
    return kafka == null && Files.isRegularFile(folder.resolve(SANDBOX_FILE));
  }

  /** The cluster's folder, where the log is the one that it names; empty where options say all. */
  public Optional<Path> folder() {
    boolean elsewhere = kafka != null && registry != null && name != null;
    return elsewhere ? Optional.empty() : Optional.of(folder);
  }

  private static <T> T required(ClusterFolder cluster, T value, String option) {
    if (value == null) {
      throw new Failure(
          ExitCodes.USAGE,
          "usage",
          cluster.folder().resolve(ClusterFolder.FILE)
              + " names no "
              + option
              + "; give --"
              + option);
    }
    return value;
  }

  /** Without the option: what a secured sandbox has for those who read. */
  private Map<String, String> clientProperties() {
    if (clientConfig == null) {
      return isSandbox()
          ? SandboxSecurity.client(SandboxOptions.of(folder), SandboxSecurity.VIEWER)
          : Map.of();
    }
    Map<String, String> properties = new HashMap<>();
    PropertiesReader.read(InputFile.read(clientConfig))
        .forEach(entry -> properties.put(entry.key(), entry.value()));
    try {
      return PasswordFiles.resolve(properties);
    } catch (InvalidSettingsException e) {
      throw new Failure(ExitCodes.USAGE, "usage", e.getMessage(), e);
    }
  }
}
