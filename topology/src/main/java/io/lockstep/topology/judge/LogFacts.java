package io.lockstep.topology.judge;

import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.ConfigurationView;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberView;
import io.lockstep.schema.PromotionView;
import io.lockstep.schema.Provenance;
import io.lockstep.topology.cluster.Facts;
import io.lockstep.topology.log.Digests;
import io.lockstep.topology.log.Head;
import io.lockstep.topology.log.Timeline;
import io.lockstep.topology.policy.Policy;
import io.lockstep.topology.policy.Settings;
import io.lockstep.topology.store.Kept;
import io.lockstep.topology.view.View;
import io.lockstep.topology.view.Views;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the log says, as far as statuses are judged by it. The order of the log holds: its newest
 * record of an entity is the entity's state. The thread of the task alone.
 */
final class LogFacts {
  private static final String NODE = "node/";
  private static final String CONFIGURATION = "configuration/";
  private static final String CERTIFICATE = "certificate/";
  private static final String PROMOTION_ORDER = "promotion-order";

  private final String name;
  private final Policy defaults;
  private final Kept<String, ClusterStatus> cluster;
  private final Kept<String, MemberView> members;
  private final Kept<String, ConfigurationView> settings;
  private final Kept<String, CertificateView> certificates;
  private final Kept<String, PromotionView> promotions;
  private final Timeline timeline;
  private final Digests digests = new Digests();
  private Policy policy;

  LogFacts(String name, TaskStores stores, Policy defaults) {
    this.name = name;
    this.defaults = defaults;
    cluster = stores.cluster();
    members = stores.members();
    settings = stores.settings();
    certificates = stores.certificates();
    promotions = stores.promotions();
    timeline = new Timeline(stores.timeline());
    ClusterStatus known = cluster();
    if (known.getHeadDigest() != null) {
      digests.add(known.getHeadRevision(), known.getHeadDigest());
    }
  }

  /**
   * A record of the topic {@code events}, once more where the task starts behind what it has kept.
   *
   * @param event the event; null for a tombstone
   * @param taken when a broker took it, in milliseconds
   */
  void take(String key, Event event, long taken, long offset) {
    boolean again = offset <= cluster().getHeadOffset();
    Views.of(key, event).ifPresent(view -> keep(view, event, again));
    if (event != null) {
      timeline.add(event.getRevision(), taken);
      if (event.getDigest() != null) {
        digests.add(event.getRevision(), event.getDigest());
      }
      if (!again && Facts.shows(event)) {
        cluster.put(name, Facts.with(cluster(), event, taken, offset));
      }
    }
  }

  private void keep(View view, Event event, boolean again) {
    String key = view.key();
    switch (view.topic()) {
      case MEMBERS ->
          keep(
              members,
              key.substring(NODE.length()),
              (MemberView) view.value(),
              event,
              MemberView::getSource,
              again);
      case CONFIGURATION -> {
        policy = null;
        ConfigurationView value = (ConfigurationView) view.value();
        keep(
            settings,
            key.substring(CONFIGURATION.length()),
            value == null || Settings.judgeBy(value) ? value : null,
            event,
            ConfigurationView::getSource,
            again);
      }
      case CERTIFICATES ->
          keep(
              certificates,
              key.substring(CERTIFICATE.length()),
              withoutChain((CertificateView) view.value()),
              event,
              CertificateView::getSource,
              again);
      case PROMOTIONS -> {
        // The primary is a fact of the cluster as a whole.
        PromotionView order = (PromotionView) view.value();
        if (key.equals(PROMOTION_ORDER) && (order == null || order.getOrder() != null)) {
          keep(promotions, key, order, event, PromotionView::getSource, again);
        }
      }
      default -> throw new IllegalStateException("no store for the view " + view.topic());
    }
  }

  private static <V> void keep(
      Kept<String, V> kept,
      String key,
      V value,
      Event event,
      Function<V, Provenance> source,
      boolean again) {
    long known = kept.get(key).map(source).map(Provenance::getRevision).orElse(0L);
    if (again && (event == null || event.getRevision() < known)) {
      return;
    }
    if (value == null) {
      kept.remove(key);
    } else {
      kept.put(key, value);
    }
  }

  private static CertificateView withoutChain(CertificateView view) {
    return view == null ? null : CertificateView.newBuilder(view).setChain(List.of()).build();
  }

  /** The member with that id, a removed one too. */
  Optional<Member> member(String node) {
    return members.get(node).map(MemberView::getMember);
  }

  /** All members, removed ones too. */
  Collection<MemberView> members() {
    return members.all();
  }

  Collection<CertificateView> certificates() {
    return certificates.all();
  }

  /** The cluster as it was judged last, with what the log has said since. */
  ClusterStatus cluster() {
    return cluster.get(name).orElseGet(() -> Facts.none(name));
  }

  void judged(ClusterStatus status) {
    cluster.put(name, status);
  }

  /** As the settings are; made once for each change of them, since every report asks for it. */
  Policy policy() {
    if (policy == null) {
      policy = Settings.over(defaults, settings.all());
    }
    return policy;
  }

  Head head() {
    return new Head(cluster().getHeadRevision(), timeline, digests);
  }

  Timeline timeline() {
    return timeline;
  }
}
