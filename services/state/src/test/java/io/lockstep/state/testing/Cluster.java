package io.lockstep.state.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.Token;
import io.lockstep.state.decide.Decider;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.decide.JoinEvidence;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.Observations;
import io.lockstep.state.decide.ProfileParameters;
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
import java.util.stream.IntStream;

/** A cluster without a log: asks its decider and adopts what it says. */
public final class Cluster implements Observations {
  /** Nodes that have not reported in time. */
  public final Set<String> silent = new HashSet<>();

  /** What nodes say of themselves that keeps them from a role. */
  public final Map<String, String> unfit = new HashMap<>();

  /** Events that nodes are behind; 0 for those that are not here. */
  public final Map<String, Long> lags = new HashMap<>();

  /** Whether joiners prove that they hold the cluster secret they name. */
  public boolean proven = true;

  /** Whether joiners show the value of the token they name. */
  public boolean shown = true;

  /** Milliseconds that the joiners' clocks are ahead. */
  public long skew;

  /** Ids that have an outcome. */
  public final Set<String> decided = new HashSet<>();

  /** What is known of profiles. */
  public ProfileParameters profiles = ProfileParameters.NONE;

  private final Decider decider =
      new Decider(
          this,
          new ProfileParameters() {
            @Override
            public Optional<Map<String, KnownParameter>> of(
                String name, Optional<String> installed) {
              return profiles.of(name, installed);
            }

            @Override
            public Optional<String> problem(String name, String text) {
              return profiles.problem(name, text);
            }
          });
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

  /** As {@link #ofOne}, with a cluster secret, and join tokens of the numbers 1 to 9. */
  public static Cluster secured() {
    List<Token> tokens = IntStream.range(1, 10).mapToObj(Samples::token).toList();
    ClusterImage founded =
        Replay.apply(
            ClusterImage.EMPTY,
            Terms.found(
                Samples.CLUSTER, Optional.of("n1"), Samples.FINGERPRINT, tokens, "f", "alice", 0));
    List<Event> first = Terms.first(founded, Samples.securedBuilder("n1").build(), "t1", 0);
    return new Cluster(Replay.apply(founded, first));
  }

  /** With the members n1, which is primary, n2 and n3. */
  public static Cluster ofThree() {
    Cluster cluster = ofOne();
    cluster.join("n2");
    cluster.join("n3");
    return cluster;
  }

  /** Wall clock of the primary, in milliseconds. */
  public long now = 1_000;

  public ClusterImage image() {
    return image;
  }

  /** The term that the image is in. */
  public Term term() {
    return new Term(image.promotion().epoch(), image.promotion().primary().orElse(""), now);
  }

  public long revisionOf(String entity) {
    return image.entity(entity).orElseThrow().revision();
  }

  /** Lets a node join by itself. */
  public List<Event> join(String id) {
    return join(Samples.member(id));
  }

  /** Lets a node join by itself. */
  public List<Event> join(Member member) {
    return accept(submit(member.getId(), JoinNode.newBuilder().setMember(member).build()));
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
  public Optional<String> unfit(String node) {
    return Optional.ofNullable(unfit.get(node));
  }

  @Override
  public boolean alive(String node) {
    return !silent.contains(node);
  }

  @Override
  public long lag(String node) {
    return lags.getOrDefault(node, 0L);
  }

  @Override
  public JoinEvidence join(JoinNode join) {
    return new JoinEvidence(proven, shown ? join.getToken() : null, skew);
  }
}
