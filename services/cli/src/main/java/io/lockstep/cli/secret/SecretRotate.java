package io.lockstep.cli.secret;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.SecretState;
import io.lockstep.cli.client.TrustClient;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import io.lockstep.cli.time.Life;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code secret rotate}. */
@Command(
    name = "rotate",
    description = {
      "Bring the next version of the cluster secret. Each node gets it through the log, writes",
      "its file anew, and what was sealed with the version before is sealed again; no node",
      "stops. A copy of what the old version sealed stays readable with the old version."
    },
    footer =
        "%nFields with --output json: commandId, firstRevision, revision; with --wait those of"
            + " `secret show`.")
final class SecretRotate implements Runnable {
  private static final long LOOK_EVERY_MILLIS = 500;

  @Option(
      names = "--wait",
      description = "Return only when every node has it and nothing is sealed with an older one.")
  private boolean await;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Life.class,
      defaultValue = "2m",
      description = {"How long --wait waits; then exit code 5.", "Default: ${DEFAULT-VALUE}."})
  private Duration timeout;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    TrustClient trust = cluster.client().trust();
    int before = trust.secret().current();
    ChangeAnswer answer = trust.rotate();
    if (!await) {
      String text = "the next version of the cluster secret was brought";
      output.output().print(Sentences.at(text, answer), answer);
      return;
    }
    SecretState secret = awaitSettled(trust, before);
    output.output().print(SecretShow.table(secret), secret);
  }

  private SecretState awaitSettled(TrustClient trust, int before) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Failure last = null;
    do {
      try {
        SecretState secret = trust.secret();
        if (secret.current() > before && secret.isSettled()) {
          return secret;
        }
        last = null;
      } catch (Failure e) {
        // Nodes change their keys now; a session of the old version ends with it.
        last = e;
        if (e.exitCode() == ExitCodes.NOT_ALLOWED) {
          throw e;
        }
      }
    } while (turn(deadline));
    throw new Failure(
        ExitCodes.NOT_AVAILABLE,
        "not-settled",
        "the next version of the cluster secret was brought, but the one before is still in use"
            + " after "
            + timeout.toSeconds()
            + " s; `lockstep secret show` says which node lacks it"
            + Optional.ofNullable(last).map(e -> ". Last seen: " + e.getMessage()).orElse(""),
        last);
  }

  /** Waits until it is time to look again; false when it is too late. */
  private static boolean turn(long deadline) {
    try {
      return !new CountDownLatch(1).await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)
          && System.nanoTime() - deadline < 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
