package io.lockstep.topology.view;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.CertificateRemoved;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.ConfigurationView;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberView;
import io.lockstep.schema.NodeChanged;
import io.lockstep.schema.NodeDrained;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.NodeRemoved;
import io.lockstep.schema.NodeResumed;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PrimaryTerm;
import io.lockstep.schema.PromotionOrder;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.PromotionView;
import io.lockstep.schema.Provenance;
import io.lockstep.schema.topic.TopicContract;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Typed views of events. An event carries the whole state of its entity, so a view of it needs no
 * memory, and making it twice does no harm.
 */
public final class Views {
  private Views() {}

  /**
   * What a record of the topic {@code events} makes of a view.
   *
   * @param key the record's key
   * @param event the event; null for a tombstone
   * @return empty where no view shows its kind of entity
   */
  public static Optional<View> of(String key, Event event) {
    return topic(key)
        .map(topic -> new View(topic, key, event == null ? null : value(event)))
        .filter(view -> event == null || fits(view.topic(), event.getPayload()));
  }

  private static Optional<TopicContract> topic(String key) {
    if (key == null) {
      return Optional.empty();
    }
    if (key.startsWith("configuration/")) {
      return Optional.of(TopicContract.CONFIGURATION);
    }
    if (key.startsWith("certificate/")) {
      return Optional.of(TopicContract.CERTIFICATES);
    }
    if (key.startsWith("node/")) {
      return Optional.of(TopicContract.MEMBERS);
    }
    return key.equals("primary") || key.equals("promotion-order")
        ? Optional.of(TopicContract.PROMOTIONS)
        : Optional.empty();
  }

  /** An event under a key of another kind of entity is none of the cluster's doing. */
  private static boolean fits(TopicContract topic, Object payload) {
    return switch (topic) {
      case CONFIGURATION ->
          payload instanceof ConfigurationChanged || payload instanceof ConfigurationRemoved;
      case CERTIFICATES ->
          payload instanceof CertificateImported || payload instanceof CertificateRemoved;
      case MEMBERS -> member(payload).isPresent();
      default -> payload instanceof PrimaryPromoted || payload instanceof PromotionOrderChanged;
    };
  }

  private static SpecificRecord value(Event event) {
    Object payload = event.getPayload();
    Provenance source = source(event);
    if (payload instanceof ConfigurationChanged changed) {
      return configuration(changed, source);
    }
    if (payload instanceof CertificateImported imported) {
      return certificate(imported.getCertificate(), source);
    }
    if (payload instanceof PrimaryPromoted promoted) {
      return promotion(source).setTerm(term(promoted)).build();
    }
    if (payload instanceof PromotionOrderChanged order) {
      return promotion(source)
          .setOrder(new PromotionOrder(order.getEntries(), order.getTrailer()))
          .build();
    }
    return member(payload).map(member -> new MemberView(member, source)).orElse(null);
  }

  /** The member that an event is the state of. */
  private static Optional<Member> member(Object payload) {
    if (payload instanceof NodeJoined joined) {
      return Optional.of(joined.getMember());
    }
    if (payload instanceof NodeChanged changed) {
      return Optional.of(changed.getMember());
    }
    if (payload instanceof NodeDrained drained) {
      return Optional.of(drained.getMember());
    }
    if (payload instanceof NodeResumed resumed) {
      return Optional.of(resumed.getMember());
    }
    return payload instanceof NodeRemoved removed
        ? Optional.of(removed.getMember())
        : Optional.empty();
  }

  private static ConfigurationView configuration(ConfigurationChanged changed, Provenance source) {
    boolean secret = changed.getSealed() != null;
    return new ConfigurationView( // Avro's builder finds each default anew
        changed.getKey(), changed.getScope(), secret ? null : changed.getValue(), secret, source);
  }

  private static CertificateView certificate(Certificate certificate, Provenance source) {
    return CertificateView.newBuilder()
        .setAlias(certificate.getAlias())
        .setSubject(certificate.getSubject())
        .setSha256(certificate.getSha256())
        .setNotBefore(certificate.getNotBefore())
        .setNotAfter(certificate.getNotAfter())
        .setChain(certificate.getChain())
        .setHasPrivateKey(certificate.getPrivateKey() != null)
        .setSource(source)
        .build();
  }

  private static PromotionView.Builder promotion(Provenance source) {
    return PromotionView.newBuilder().setSource(source);
  }

  private static PrimaryTerm term(PrimaryPromoted promoted) {
    return new PrimaryTerm(
        promoted.getEpoch(), promoted.getNode(), promoted.getPrevious(), promoted.getReason());
  }

  private static Provenance source(Event event) {
    return new Provenance(
        event.getCluster(),
        event.getRevision(),
        event.getEpoch(),
        event.getChangeId(),
        event.getTime(),
        event.getOrigin(),
        event.getActor());
  }
}
