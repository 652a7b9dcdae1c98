package io.lockstep.node;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.tail.EventScan;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.log.topic.TopicBegin;
import io.lockstep.node.trust.LogTrust;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.node.trust.SecretIdentity;
import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out, before anything is applied, whether the node's secret is the cluster's. */
final class SecretStart {
  private static final String ADVICE =
      ", the cluster's founding among them. This node can start once they are there again: "
          + TopicBegin.REPAIR
          + "; where there is no primary, start a node first that has a newer snapshot. Then "
          + TopicBegin.REMEDY;

  private SecretStart() {}

  /**
   * Requires the secret to be one of the cluster's that leads to its newest. What the snapshot has
   * may say so; else the log is looked through.
   *
   * @throws io.lockstep.trust.TrustException with both fingerprints, if it is not
   * @throws LogUnavailableException if the log lost what says so with its beginning
   */
  static void require(
      NodeTrust trust, Optional<ClusterImage> snapshot, EventScan scan, LogEnds ends) {
    require(trust, snapshot, () -> logged(trust, scan, () -> ends.eventsLoss(0)));
  }

  /**
   * What the log has that says so. Where it begins with the version that the node has, and ends
   * with an event of one that this leads to, what stands between cannot say otherwise.
   */
  private static List<Event> logged(
      NodeTrust trust, EventScan scan, Supplier<Optional<String>> loss) {
    List<Event> events =
        scan.find(
                SecretStart::isWanted,
                (first, newest) -> SecretIdentity.isShown(trust, first, newest))
            .events();
    if (events.isEmpty()) {
      loss.get()
          .ifPresent(
              lost -> {
                throw new LogUnavailableException(lost + ADVICE, null);
              });
    }
    return events;
  }

  static void require(
      NodeTrust trust, Optional<ClusterImage> snapshot, Supplier<List<Event>> logged) {
    if (snapshot.isEmpty() || !SecretIdentity.identifyVerified(trust, records(snapshot.get()))) {
      SecretIdentity.require(trust, logged.get());
    }
  }

  /** What the log has of versions of the secret. */
  static LogTrust.Announced announced(EventScan scan) {
    EventScan.Found found = scan.find(key -> key.startsWith(EntityKeys.SECRETS));
    return new LogTrust.Announced(SecretIdentity.versions(found.events()), found.end());
  }

  private static boolean isWanted(String key) {
    return key.equals(EntityKeys.CLUSTER) || key.startsWith(EntityKeys.SECRETS);
  }

  private static List<Event> records(ClusterImage image) {
    List<Event> records = new ArrayList<>();
    image.entity(EntityKeys.CLUSTER).ifPresent(entity -> records.add(entity.event()));
    image
        .trust()
        .entities()
        .forEach(
            entity -> {
              if (entity.key().startsWith(EntityKeys.SECRETS)) {
                records.add(entity.event());
              }
            });
    return records;
  }
}
