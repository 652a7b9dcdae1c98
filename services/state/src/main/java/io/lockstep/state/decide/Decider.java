package io.lockstep.state.decide;

import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.Submission;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import io.lockstep.state.image.EntityKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides commands against an image: accepted whole or refused whole, each seeing what the ones
 * before it changed. Pure: the same input gives the same output, and nothing given is changed.
 */
public final class Decider {
  /** Who reads the command from its topic fills it in. */
  private static final long NO_OFFSET = -1;

  private final Observations observations;
  private final ProfileParameters profiles;
  private volatile Remembered remembered;

  /** The profiles of an image, which are the same while its digest is; so they are found once. */
  private record Remembered(long revision, Digest digest, ProfilesInForce inForce) {}

  /** A decider that asks {@code observations} about other nodes where a decision needs it. */
  public Decider(Observations observations) {
    this(observations, ProfileParameters.NONE);
  }

  /** One that also asks {@code profiles} what they know of parameters. */
  public Decider(Observations observations, ProfileParameters profiles) {
    this.observations = observations;
    this.profiles = profiles;
  }

  /**
   * Decides commands in order.
   *
   * @param decided whether a submission's id already has an outcome; such a one is passed over
   */
  public Decision decide(
      ClusterImage image, Term term, List<Command> commands, Predicate<String> decided) {
    List<Event> events = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    Set<String> decidedHere = new HashSet<>();
    ClusterImage current = image;
    ProfilesInForce inForce = recall(image);
    int consumed = 0;
    for (Command command : commands) {
      for (Submission submission : command.getSubmissions()) {
        if (decided.test(submission.getId()) || decidedHere.contains(submission.getId())) {
          continue;
        }
        if (!holds(current, term)) {
          return new Decision(events, outcomes, current, consumed, true);
        }
        SubmissionDecider decider =
            new SubmissionDecider(
                current, term, command.getOrigin(), observations, profiles, inForce);
        Refusal refusal = null;
        try {
          requireOrigin(current, command, submission);
          decider.decide(submission);
          current = decider.image();
          inForce = decider.inForce();
          events.addAll(decider.events());
        } catch (RefusedException refused) {
          refusal = refused.refusal();
        }
        outcomes.add(outcome(term, command, submission, refusal, current, decider.events()));
        decidedHere.add(submission.getId());
      }
      consumed++;
    }
    remembered = new Remembered(current.revision(), current.digest(), inForce);
    return new Decision(events, outcomes, current, consumed, !holds(current, term));
  }

  /** What was found of an image like this, or is found now. */
  private ProfilesInForce recall(ClusterImage image) {
    Remembered last = remembered;
    boolean same =
        last != null && last.revision() == image.revision() && last.digest().equals(image.digest());
    return same ? last.inForce() : ProfilesInForce.of(image, profiles);
  }

  /** By the epoch too: a role that was given away and came back is another term. */
  private static boolean holds(ClusterImage image, Term term) {
    return image.promotion().epoch() == term.epoch()
        && image.promotion().primary().equals(Optional.of(term.node()));
  }

  private static void requireOrigin(ClusterImage image, Command command, Submission submission) {
    if (!command.getCluster().equals(image.cluster())) {
      throw new RefusedException(
          Codes.WRONG_CLUSTER,
          EntityKeys.CLUSTER,
          "the command is for cluster \"%s\", this is \"%s\"; send it to a node of its own cluster"
              .formatted(Texts.shortened(command.getCluster()), image.cluster()));
    }
    if (joins(command.getOrigin(), submission)) {
      return;
    }
    String entity = EntityKeys.node(Texts.shortened(command.getOrigin()));
    var member =
        image
            .members()
            .get(command.getOrigin())
            .orElseThrow(
                () ->
                    new RefusedException(
                        Codes.UNKNOWN_NODE,
                        entity,
                        "node \"%s\" is no member of cluster \"%s\"; let it join first"
                            .formatted(Texts.shortened(command.getOrigin()), image.cluster())));
    if (member.getState() == MemberState.REMOVED) {
      throw new RefusedException(
          Codes.NODE_REMOVED,
          entity,
          "node \"%s\" was removed from cluster \"%s\"; let it join again"
              .formatted(Texts.shortened(command.getOrigin()), image.cluster()));
    }
  }

  private static boolean joins(String origin, Submission submission) {
    return submission.getOperations().size() == 1
        && submission.getOperations().get(0).getAction() instanceof JoinNode join
        && join.getMember().getId().equals(origin);
  }

  private static Outcome outcome(
      Term term,
      Command command,
      Submission submission,
      Refusal refusal,
      ClusterImage after,
      List<Event> events) {
    boolean accepted = refusal == null;
    return new Outcome(
        submission.getId(),
        command.getOrigin(),
        accepted ? OutcomeResult.ACCEPTED : OutcomeResult.REFUSED,
        accepted && !events.isEmpty() ? events.get(0).getRevision() : 0,
        after.revision(),
        term.epoch(),
        Instant.ofEpochMilli(term.now()),
        NO_OFFSET,
        refusal,
        0,
        null);
  }
}
