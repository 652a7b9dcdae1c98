package io.lockstep.state.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.Refusal;
import io.lockstep.state.decide.Decider;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.decide.Observations;
import io.lockstep.state.decide.Term;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster without a log: asks its decider and adopts what it says. */
public final class Cluster implements Observations {
  /** Nodes that have not reported in time. */
  public final Set<String> silent = new HashSet<>();

  /** Events that nodes are behind; 0 for those that are not here. */
  public final Map<String, Long> lags = new HashMap<>();

  /** Ids that have an outcome. */
  public final Set<String> decided = new HashSet<>();

  private final Decider decider = new Decider(this);
  private ClusterImage image;
  private int ids;

  private Cluster(ClusterImage image) {
    this.image = image;
  }

  /** Founded, with n1 as its primary and only member. */
  public static Cluster ofOne() {
    ClusterImage founded =
        Replay.apply(
            ClusterImage.EMPTY, Terms.found(Samples.CLUSTER, Optional.empty(), "f", "alice", 0));
    return new Cluster(Replay.apply(founded, Terms.first(founded, Samples.member("n1"), "t1", 0)));
  }

  /** With the members n1, which is primary, n2 and n3. */
  public static Cluster ofThree() {
    Cluster cluster = ofOne();
    cluster.join("n2");
    cluster.join("n3");
    return cluster;
  }

  public ClusterImage image() {
    return image;
  }

  /** The term that the image is in. */
  public Term term() {
    return new Term(image.promotion().epoch(), image.promotion().primary().orElse(""), 1_000);
  }

  public long revisionOf(String entity) {
    return image.entity(entity).orElseThrow().revision();
  }

  /** Lets a node join by itself. */
  public List<Event> join(String id) {
    return accept(submit(id, JoinNode.newBuilder().setMember(Samples.member(id)).build()));
  }

  /** Decides actions of n1 in one set that must be accepted. */
  public List<Event> accept(Object... actions) {
    return accept(submit("n1", actions));
  }

  private static List<Event> accept(Decision decision) {
    Outcome outcome = decision.outcomes().get(0);
    assertThat(outcome.getRefusal()).as("refusal").isNull();
    return decision.events();
  }

  /** Decides actions of n1 in one set that must be refused and leave no trace. */
  public Refusal refuse(Object... actions) {
    return refuseFrom("n1", actions);
  }

  /** As {@link #refuse}, from another node. */
  public Refusal refuseFrom(String origin, Object... actions) {
    ClusterImage before = image;
    Decision decision = submit(origin, actions);
    assertThat(decision.events()).as("events of a refused set").isEmpty();
    assertThat(image).as("the image").isEqualTo(before);
    return decision.outcomes().get(0).getRefusal();
  }

  /** Decides actions of a node in one set, and adopts the result. */
  public Decision submit(String origin, Object... actions) {
    Decision decision = decide(Samples.command(origin, Samples.submission("c" + ids++, actions)));
    image = decision.image();
    return decision;
  }

  /** Decides without adopting. */
  public Decision decide(Command... commands) {
    return decider.decide(image, term(), List.of(commands), decided::contains);
  }

  @Override
  public boolean alive(String node) {
    return !silent.contains(node);
  }

  @Override
  public long lag(String node) {
    return lags.getOrDefault(node, 0L);
  }
}
