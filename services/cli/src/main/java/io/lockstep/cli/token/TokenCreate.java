package io.lockstep.cli.token;

import io.lockstep.cli.client.IssuedToken;
import io.lockstep.cli.client.TokenRequest;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.PrivateOutput;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.time.Life;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.token.Role;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code token create}. */
@Command(
    name = "create",
    description = {
      "Create a join token, with which one node joins once; with --session a session token,",
      "with which a person or program asks. Its value is shown this once: the cluster keeps",
      "its hash alone. With --secret-file a session token is made without asking a node."
    },
    footer = {
      "%nFields with --output json: id, kind, expires, and value, or file with --out.",
      "Example: lockstep token create --for-node n4 --out n4/data/join.token"
    })
final class TokenCreate implements Runnable {
  private static final Duration JOIN_LIFE = Duration.ofHours(1);
  private static final Duration SESSION_LIFE = Duration.ofHours(8);

  @Option(
      names = "--for-node",
      paramLabel = "ID",
      description = {"The node that alone may join with it.", "Default: any."})
  private String forNode;

  @Option(names = "--session", description = "Create a session token.")
  private boolean session;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = {
        "What the session may do: viewer reads, operator changes parameters and duty, admin",
        "does everything. Default: none; --session needs one."
      })
  private String role;

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      description = {
        "Whose session it is, which the audit shows.",
        "Default: none; --session needs one."
      })
  private String subject;

  @Option(
      names = "--life",
      paramLabel = "TIME",
      converter = Life.class,
      description = {
        "How long it is good: 90s, 30m, 8h … A join token lives 7d at most, a session 1d.",
        "Default: 1h, a session 8h."
      })
  private Duration life;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = {
        "New file of mode 0600 for the value.",
        "Default: none; the value is written to standard output."
      })
  private Path out;

  @ArgGroup(exclusive = false)
  private OfflineSession offline;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    requireFitting();
    PrivateOutput file = out == null ? null : PrivateOutput.of(out);
    IssuedToken token = offline == null ? ask() : offline.issue(subject, role(), life());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", token.id());
    document.put("kind", kind());
    document.put("expires", token.expires());
    if (file == null) {
      document.put("value", token.value());
      // The value alone is the result, as $(…) takes it; the rest is for who reads along.
      PrintWriter err = spec.commandLine().getErr();
      err.println(sentence(token) + " is shown this once");
      err.flush();
      output.output().print(token.value(), document);
    } else {
      file.write(token.value() + "\n");
      document.put("file", out.toString());
      output.output().print(sentence(token) + " is in " + out, document);
    }
  }

  private String sentence(IssuedToken token) {
    return kind() + " token " + token.id() + ", good until " + token.expires() + ",";
  }

  private IssuedToken ask() {
    TokenRequest request =
        session
            ? TokenRequest.session(subject, role().label(), life().toSeconds())
            : TokenRequest.join(forNode, life().toSeconds());
    return cluster.client().trust().issue(request);
  }

  private String kind() {
    return session ? "session" : "join";
  }

  private Duration life() {
    return life != null ? life : session ? SESSION_LIFE : JOIN_LIFE;
  }

  private Role role() {
    return Role.of(role)
        .filter(known -> known != Role.NODE)
        .orElseThrow(() -> usage("--role is \"" + role + "\"; want admin, operator or viewer"));
  }

  private void requireFitting() {
    if (session) {
      if (role == null || subject == null) {
        throw usage("a session token needs --role and --subject");
      }
      role();
      if (forNode != null) {
        throw usage("--for-node is for join tokens; leave it out, or leave --session out");
      }
    } else if (role != null || subject != null || offline != null) {
      throw usage("--role, --subject and --secret-file are for session tokens; add --session");
    }
    Duration most = session ? Algorithms.SESSION_LIFE : Algorithms.JOIN_TOKEN_LIFE;
    if (life().compareTo(most) > 0) {
      throw usage(
          "--life is longer than a "
              + kind()
              + " token lives; want "
              + most.toHours()
              + "h at most");
    }
  }

  private static Failure usage(String message) {
    return new Failure(ExitCodes.USAGE, "usage", message);
  }
}
