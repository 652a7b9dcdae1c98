package io.lockstep.state.describe;

import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.FormatRaised;
import io.lockstep.schema.LicenceInstalled;
import io.lockstep.schema.LicenceRemoved;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.TokenChanged;
import io.lockstep.schema.TokenRemoved;
import io.lockstep.state.image.EntityKeys;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happened, in a sentence without who did it and when. */
final class Sentence {
  private static final int LONGEST = 60;

  private Sentence() {}

  static String of(EntityName entity, String operation, Object payload) {
    if (payload instanceof ConfigurationChanged set) {
      return parameter(entity)
          + " set to "
          + (set.getSealed() != null ? "a secret" : '"' + shortened(set.getValue()) + '"');
    } else if (payload instanceof ConfigurationRemoved) {
      return parameter(entity) + " removed";
    } else if (payload instanceof PromotionOrderChanged order) {
      return "promotion order set to " + order(order.getEntries());
    } else if (payload instanceof PrimaryPromoted promoted) {
      return promoted(promoted);
    } else if (payload instanceof ClusterFounded founded) {
      return "cluster " + founded.getCluster() + " founded";
    } else if (payload instanceof FormatRaised raised) {
      return "format level raised to " + raised.getLevel();
    } else if (payload instanceof SecretChanged changed) {
      return "version "
          + changed.getSecret().getVersion()
          + " of the cluster secret is "
          + operation
          + ", fingerprint "
          + changed.getSecret().getFingerprint();
    } else if (payload instanceof TokenChanged changed) {
      return token(changed.getToken().getKind().name(), entity.name())
          + " "
          + operation
          + ", good until "
          + changed.getToken().getExpires();
    } else if (payload instanceof TokenRemoved) {
      return token("", entity.name()) + " removed";
    } else if (payload instanceof LicenceInstalled installed) {
      return licence(installed.getLicence().getProduct(), installed.getLicence().getNode())
          + " installed";
    } else if (payload instanceof LicenceRemoved removed) {
      return licence(removed.getProduct(), removed.getNode()) + " removed";
    }
    String summary = Summary.of(payload);
    return entity.family().replace('-', ' ')
        + (entity.name().isEmpty() ? "" : " " + shortened(entity.name()))
        + " "
        + operation
        + (summary == null ? "" : ": " + shortened(summary));
  }

  private static String parameter(EntityName entity) {
    return "parameter "
        + entity.name()
        + (EntityKeys.SHARED.equals(entity.scope()) ? "" : " of " + entity.scope());
  }

  private static String order(List<PromotionEntry> entries) {
    return entries.isEmpty()
        ? "nobody"
        : shortened(
            entries.stream()
                .map(entry -> entry.getHost() + (entry.getEnabled() ? "" : " (never)"))
                .collect(Collectors.joining(", ")));
  }

  private static String promoted(PrimaryPromoted promoted) {
    return "node "
        + promoted.getNode()
        + " became the primary of epoch "
        + promoted.getEpoch()
        + (promoted.getPrevious() == null ? "" : " after " + promoted.getPrevious())
        + " ("
        + promoted.getReason().name().toLowerCase(Locale.ROOT)
        + ")";
  }

  private static String token(String kind, String id) {
    String shown = id.length() > 12 ? id.substring(0, 12) + "…" : id;
    return (kind.isEmpty() ? "" : kind.toLowerCase(Locale.ROOT) + " ") + "token " + shown;
  }

  private static String licence(String product, String node) {
    return "licence of " + product + " for node " + node;
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
