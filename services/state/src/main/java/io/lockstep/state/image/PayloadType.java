package io.lockstep.state.image;

import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.CertificateRemoved;
import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.ContentPublished;
import io.lockstep.schema.ContentRemoved;
import io.lockstep.schema.Event;
import io.lockstep.schema.FormatRaised;
import io.lockstep.schema.LicenceInstalled;
import io.lockstep.schema.LicenceRemoved;
import io.lockstep.schema.NodeChanged;
import io.lockstep.schema.NodeDrained;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.NodeRemoved;
import io.lockstep.schema.NodeResumed;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.TokenChanged;
import io.lockstep.schema.TokenRemoved;
import io.lockstep.schema.TrustAnchorPublished;
import io.lockstep.schema.TrustAnchorRemoved;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What replay does with a type of payload: to which family its entity belongs, which entity it is,
 * and whether it sets the entity's state or takes the entity away. The one table of all types.
 */
record PayloadType(Family family, Function<Object, String> key, boolean removal) {
  private static final Map<Class<?>, PayloadType> TYPES = new HashMap<>();

  static {
    sets(ClusterFounded.class, Family.FOUNDATION, x -> EntityKeys.CLUSTER);
    sets(FormatRaised.class, Family.FOUNDATION, x -> EntityKeys.FORMAT);
    sets(
        ConfigurationChanged.class,
        Family.CONFIGURATION,
        x -> EntityKeys.configuration(x.getKey(), x.getScope()));
    removes(
        ConfigurationRemoved.class,
        Family.CONFIGURATION,
        x -> EntityKeys.configuration(x.getKey(), x.getScope()));
    sets(NodeJoined.class, Family.MEMBERS, x -> EntityKeys.node(x.getMember().getId()));
    sets(NodeChanged.class, Family.MEMBERS, x -> EntityKeys.node(x.getMember().getId()));
    sets(NodeDrained.class, Family.MEMBERS, x -> EntityKeys.node(x.getMember().getId()));
    sets(NodeResumed.class, Family.MEMBERS, x -> EntityKeys.node(x.getMember().getId()));
    sets(NodeRemoved.class, Family.MEMBERS, x -> EntityKeys.node(x.getMember().getId()));
    sets(PromotionOrderChanged.class, Family.PROMOTION, x -> EntityKeys.PROMOTION_ORDER);
    sets(PrimaryPromoted.class, Family.PROMOTION, x -> EntityKeys.PRIMARY);
    sets(
        ContentPublished.class,
        Family.CONTENT,
        x -> EntityKeys.content(x.getEntry().getFolder(), x.getEntry().getPath()));
    removes(
        ContentRemoved.class, Family.CONTENT, x -> EntityKeys.content(x.getFolder(), x.getPath()));
    sets(
        CertificateImported.class,
        Family.TRUST,
        x -> EntityKeys.certificate(x.getCertificate().getAlias()));
    removes(CertificateRemoved.class, Family.TRUST, x -> EntityKeys.certificate(x.getAlias()));
    sets(
        TrustAnchorPublished.class,
        Family.TRUST,
        x -> EntityKeys.trustAnchor(x.getAnchor().getId()));
    removes(TrustAnchorRemoved.class, Family.TRUST, x -> EntityKeys.trustAnchor(x.getId()));
    sets(
        LicenceInstalled.class,
        Family.TRUST,
        x -> EntityKeys.licence(x.getLicence().getNode(), x.getLicence().getProduct()));
    removes(
        LicenceRemoved.class, Family.TRUST, x -> EntityKeys.licence(x.getNode(), x.getProduct()));
    sets(SecretChanged.class, Family.TRUST, x -> EntityKeys.secret(x.getSecret().getVersion()));
    sets(TokenChanged.class, Family.TRUST, x -> EntityKeys.token(x.getToken().getId()));
    removes(TokenRemoved.class, Family.TRUST, x -> EntityKeys.token(x.getId()));
  }

  private static <T> void sets(Class<T> type, Family family, Function<T, String> key) {
    TYPES.put(type, new PayloadType(family, x -> key.apply(type.cast(x)), false));
  }

  private static <T> void removes(Class<T> type, Family family, Function<T, String> key) {
    TYPES.put(type, new PayloadType(family, x -> key.apply(type.cast(x)), true));
  }

  /**
   * The type of an event's payload.
   *
   * @throws UnknownEventException if this version does not know it
   */
  static PayloadType of(Event event) {
    PayloadType type = TYPES.get(event.getPayload().getClass());
    if (type == null) {
      throw UnknownEventException.type(event);
    }
    return type;
  }

  /** The key of the payload's entity. */
  String keyOf(Object payload) {
    return key.apply(payload);
  }

  /** The key of a payload that no event carries yet. */
  static String keyOfPayload(Object payload) {
    PayloadType type = TYPES.get(payload.getClass());
    if (type == null) {
      throw new IllegalArgumentException(payload.getClass().getName() + " is no event's payload");
    }
    return type.keyOf(payload);
  }
}
