package io.lockstep.node.preflight;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.SchemaMissingException;
import io.lockstep.log.tail.EventScan;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.materialize.check.CheckResult;
import io.lockstep.materialize.check.Verdict;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.trust.Macs;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.node.trust.SecretIdentity;
import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.image.UnknownEventException;
import io.lockstep.state.replay.Replay;
import io.lockstep.trust.TrustException;
import io.lockstep.trust.mac.MacVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The cluster as its log has it, read once without a node. Records that are not signed with what
 * the secret of this machine leads to are left out: a profile may stand in the log, with commands.
 *
 * @param image empty where the log could not be read, or is another cluster's
 * @param result what there is to be said of that
 */
record ImageOfLog(Optional<ClusterImage> image, CheckResult result) {
  private static final String CHECK = "cluster";
  private static final String SECRETS = EntityKeys.secret(1).replaceAll("1$", "");

  static ImageOfLog read(NodeSettings settings, LogConnection connection, Path temporary) {
    long start = System.nanoTime();
    try (LogEnds ends = new LogEnds(connection);
        Codecs codecs = new Codecs(connection)) {
      ends.eventsEnd(); // says within seconds that there is no broker
      codecs.prepare();
      List<Event> events = new EventScan(connection, codecs).find(key -> true).events();
      if (events.isEmpty()) {
        return skipped(settings, start, "the cluster is not founded yet");
      }
      try (NodeTrust trust = trust(settings, temporary)) {
        SecretIdentity.require(trust, events.stream().filter(ImageOfLog::isOfSecret).toList());
        Macs macs = new Macs(trust);
        List<Event> genuine =
            events.stream().filter(event -> macs.verify(event) == MacVerdict.VALID).toList();
        ClusterImage image = Replay.apply(ClusterImage.EMPTY, genuine);
        return new ImageOfLog(
            Optional.of(image),
            result(
                settings,
                start,
                Verdict.PASS,
                "revision %d, %d members"
                    .formatted(image.revision(), image.members().present().size()),
                ""));
      }
    } catch (TrustException e) {
      return new ImageOfLog(
          Optional.empty(),
          result(
              settings,
              start,
              Verdict.FAIL,
              e.code() + ": " + e.getMessage(),
              "copy the secret from a member; until then the members are not known here"));
    } catch (LogUnavailableException
        | RegistryUnavailableException
        | SchemaMissingException
        | UnknownEventException e) {
      return skipped(settings, start, "its log cannot be read: " + e.getMessage());
    }
  }

  /** With the keys of a node that ran here already; else with some that are thrown away. */
  private static NodeTrust trust(NodeSettings settings, Path temporary) {
    Path data = settings.dataDir();
    boolean ran =
        Files.exists(data.resolve("node.key")) && Files.exists(data.resolve("sealing.key"));
    return NodeTrust.open(
        settings.cluster(), settings.node(), settings.secretFile(), ran ? data : temporary);
  }

  private static boolean isOfSecret(Event event) {
    String key;
    try {
      key = EntityKeys.of(event);
    } catch (UnknownEventException e) {
      return false;
    }
    return key.equals(EntityKeys.CLUSTER) || key.startsWith(SECRETS);
  }

  private static ImageOfLog skipped(NodeSettings settings, long start, String what) {
    return new ImageOfLog(Optional.empty(), result(settings, start, Verdict.SKIP, what, ""));
  }

  private static CheckResult result(
      NodeSettings settings, long start, Verdict verdict, String what, String remedy) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    return new CheckResult(CHECK, settings.cluster(), verdict, what, remedy, millis);
  }
}
