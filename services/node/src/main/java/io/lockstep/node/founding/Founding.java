package io.lockstep.node.founding;

import io.lockstep.log.LogConnection;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.node.primary.AppendBatches;
import io.lockstep.schema.Event;
import io.lockstep.schema.Token;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.replay.JournalChain;
import io.lockstep.trust.mac.EventMac;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Founds a cluster: writes its first event. */
public final class Founding {
  private Founding() {}

  /**
   * Writes the first change, behind the fence that every primary uses, so that two foundings at
   * once cannot both succeed.
   *
   * @param firstNode the only node that may take the first term; empty where any may
   * @param secret the first version of the cluster secret
   * @param tokens with which nodes may join
   * @return whether the cluster was founded now; false if it had been before
   * @throws io.lockstep.log.LogUnavailableException if the brokers do not answer
   * @throws io.lockstep.log.codec.RegistryUnavailableException if the registry does not answer
   */
  public static boolean found(
      LogConnection connection,
      String cluster,
      Optional<String> firstNode,
      String actor,
      ClusterSecret secret,
      List<Token> tokens) {
    try (Codecs codecs = new Codecs(connection)) {
      codecs.prepare();
      try (FencedAppender appender = new FencedAppender(connection, codecs);
          LogEnds ends = new LogEnds(connection)) {
        if (ends.eventsEnd() > 0) {
          return false; // leave a primary at work unfenced
        }
        appender.fence();
        if (ends.eventsEnd() > 0) {
          return false;
        }
        List<Event> events =
            Terms.found(
                cluster,
                firstNode,
                secret.fingerprint(),
                tokens,
                "founding-" + UUID.randomUUID(),
                actor,
                System.currentTimeMillis());
        EventMac mac = new EventMac(cluster, SecretRing.of(secret));
        List<Event> signed = events.stream().map(mac::sign).toList();
        appender.append(AppendBatches.of(JournalChain.start(), signed));
        return true;
      }
    }
  }
}
