package io.lockstep.state.describe;

import io.lockstep.schema.Extension;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.TokenChanged;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * What an event did, in one word.
 *
 * @param type name of the event's type
 * @param word such as {@code set} or {@code removed}
 */
record Operations(String type, String word) {
  private static final String REMOVED = "removed";
  private static final String SET = "set";

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("ClusterFounded", "founded"),
          Map.entry("FormatRaised", "raised"),
          Map.entry("ConfigurationChanged", SET),
          Map.entry("ConfigurationRemoved", REMOVED),
          Map.entry("NodeJoined", "joined"),
          Map.entry("NodeChanged", "changed"),
          Map.entry("NodeDrained", "drained"),
          Map.entry("NodeResumed", "resumed"),
          Map.entry("NodeRemoved", REMOVED),
          Map.entry("PromotionOrderChanged", SET),
          Map.entry("PrimaryPromoted", "promoted"),
          Map.entry("ContentPublished", "published"),
          Map.entry("ContentRemoved", REMOVED),
          Map.entry("CertificateImported", "imported"),
          Map.entry("CertificateRemoved", REMOVED),
          Map.entry("TrustAnchorPublished", "published"),
          Map.entry("TrustAnchorRemoved", REMOVED),
          Map.entry("LicenceInstalled", "installed"),
          Map.entry("LicenceRemoved", REMOVED),
          Map.entry("SecretChanged", "changed"),
          Map.entry("TokenChanged", "changed"),
          Map.entry("TokenRemoved", REMOVED),
          Map.entry("Extension", SET));

  static Operations of(SpecificRecord payload) {
    String type = payload.getSchema().getName();
    if (payload instanceof Extension extension) {
      return new Operations(extension.getType(), extension.getRemoved() ? REMOVED : SET);
    } else if (payload instanceof TokenChanged changed) {
      return new Operations(type, lower(changed.getToken().getState()));
    } else if (payload instanceof SecretChanged changed) {
      return new Operations(type, lower(changed.getSecret().getState()));
    }
    return new Operations(type, WORDS.getOrDefault(type, SET));
  }

  /** The word for a type of event; null for a type that has none. */
  static String wordOf(String type) {
    return WORDS.get(type);
  }

  private static String lower(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
