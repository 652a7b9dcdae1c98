package io.lockstep.benchmark.cluster;

import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.sandbox.SandboxCluster;
import io.lockstep.log.LogConnection;
import io.lockstep.sandbox.Progress;
import io.lockstep.sandbox.Sandbox;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sandbox as {@code lockstep up} starts it, each part a process of its own, with one node that
 * is the primary; and tokens by which simulated members may join it. Ends with this process.
 */
public final class BenchCluster implements AutoCloseable {
  /** The cluster's name. */
  public static final String NAME = "bench";

  private final SandboxOptions options;
  private final Map<String, String> tokens;
  private final Sandbox sandbox;

  private BenchCluster(SandboxOptions options, Map<String, String> tokens, Sandbox sandbox) {
    this.options = options;
    this.tokens = tokens;
    this.sandbox = sandbox;
  }

  /**
   * Starts it.
   *
   * @param folder new or empty
   * @param members ids of the members that may join
   */
  public static BenchCluster start(Path folder, List<String> members, Progress progress) {
    SandboxOptions options =
        SandboxOptions.of(folder)
            .withCluster(NAME)
            .withNodes(1)
            .withPorts(FreePorts.find())
            .withOwned(true);
    OpenFounding founding = new OpenFounding(options, members);
    return new BenchCluster(options, founding.tokens(), Sandbox.up(options, founding, progress));
  }

  /** How its log is reached. */
  public LogConnection connection() {
    return SandboxCluster.connection(options);
  }

  /** The primary's API. */
  public NodeClient primary() {
    URI url = sandbox.cluster().nodes().get(0).url();
    return new NodeClient(url, SandboxCluster.access(options));
  }

  /** The process of {@code kafka}, {@code registry}, {@code status} or {@code n1}. */
  public ProcessUsage process(String name) {
    return new ProcessUsage(sandbox.pid(name).orElseThrow());
  }

  /** Value of the token by which a member may join. */
  String token(String member) {
    return tokens.get(member);
  }

  /** File of the cluster secret. */
  Path secretFile() {
    return options.nodeData("n1").resolve(SecretFile.NAME);
  }

  /** The cluster secret. */
  public SecretRing secret() {
    return SecretRing.of(new SecretFile(secretFile()).read(1));
  }

  /** Folder for what simulated members keep. */
  Path members() {
    return options.dir().resolve("members");
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
