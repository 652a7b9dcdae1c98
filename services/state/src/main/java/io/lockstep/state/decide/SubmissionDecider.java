package io.lockstep.state.decide;

import io.lockstep.schema.Barrier;
import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Operation;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PublishContent;
import io.lockstep.schema.RaiseFormat;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.RemoveContent;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.ResumeNode;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.schema.Submission;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.util.List;
import java.util.Optional;

/**
 * Decides one submission: walks its operations, each seeing what the ones before it changed, and
 * collects the events. Used once, by one thread.
 */
final class SubmissionDecider {
  private static final int MAX_OPERATIONS = 50_000;

  private final Observations observations;
  private final ChangeBuilder change;
  private final String origin;
  private ClusterImage view;
  private boolean viewIsOld;

  SubmissionDecider(ClusterImage image, Term term, String origin, Observations observations) {
    this.observations = observations;
    this.origin = origin;
    this.view = image;
    this.change = new ChangeBuilder(image, term, origin);
  }

  /** Decides all operations; throws {@link RefusedException} if one is refused. */
  void decide(Submission submission) {
    int size = submission.getOperations().size();
    if (size == 0 || size > MAX_OPERATIONS) {
      throw new RefusedException(
          Codes.INVALID_REQUEST,
          null,
          "a request has 1 to %d operations, this one has %d".formatted(MAX_OPERATIONS, size));
    }
    for (Operation operation : submission.getOperations()) {
      expect(operation);
      List<Object> payloads = decide(operation.getAction());
      payloads.forEach(change::add);
      viewIsOld |= !payloads.isEmpty();
    }
    change.finish(submission.getId(), submission.getActor());
  }

  List<Event> events() {
    return change.events();
  }

  ClusterImage image() {
    return change.image();
  }

  private void expect(Operation operation) {
    Long expected = operation.getExpectedRevision();
    Optional<String> key = Actions.entity(operation.getAction());
    if (expected == null || key.isEmpty()) {
      return;
    }
    Optional<Entity> entity = change.entity(key.get());
    long actual = entity.map(Entity::revision).orElse(0L);
    if (expected != actual) {
      throw new RefusedException(
          Refusal.newBuilder()
              .setCode(Codes.CONFLICT)
              .setEntity(key.get())
              .setMessage(conflict(key.get(), expected, actual))
              .setExpectedRevision(expected)
              .setActualRevision(actual)
              .setActualValue(entity.map(SubmissionDecider::value).orElse(null))
              .build());
    }
  }

  private static String conflict(String key, long expected, long actual) {
    String wanted = expected == 0 ? "not to exist" : "at revision " + expected;
    String found = actual == 0 ? "it does not exist" : "it is at revision " + actual;
    return "%s was expected %s, but %s; read it again and repeat".formatted(key, wanted, found);
  }

  private static String value(Entity entity) {
    return entity.event().getPayload() instanceof ConfigurationChanged changed
            && changed.getSealed() == null
        ? changed.getValue()
        : null;
  }

  private List<Object> decide(Object action) {
    if (action instanceof SetConfiguration set) {
      return ConfigurationDecider.set(view(), set);
    } else if (action instanceof RemoveConfiguration remove) {
      return ConfigurationDecider.remove(change, remove);
    } else if (action instanceof Barrier) {
      return List.of();
    } else if (action instanceof JoinNode join) {
      return MembershipDecider.join(view(), join);
    } else if (action instanceof ChangeNode changeNode) {
      return MembershipDecider.change(view(), origin, changeNode);
    } else if (action instanceof DrainNode drain) {
      return MembershipDecider.drain(view(), drain, observations);
    } else if (action instanceof ResumeNode resume) {
      return MembershipDecider.resume(view(), resume);
    } else if (action instanceof RemoveNode remove) {
      return MembershipDecider.remove(view(), remove);
    } else if (action instanceof SetPromotionOrder order) {
      return PromotionDecider.order(order);
    } else if (action instanceof PromoteNode promote) {
      return PromotionDecider.promote(view(), promote, observations);
    } else if (action instanceof PublishContent publish) {
      return ContentDecider.publish(publish);
    } else if (action instanceof RemoveContent remove) {
      return ContentDecider.remove(change, remove);
    } else if (action instanceof RaiseFormat raise) {
      return FormatDecider.raise(view(), raise);
    }
    throw new RefusedException(
        Codes.NOT_SUPPORTED,
        null,
        "this version of Lockstep cannot do \"%s\"; run one that can on the primary"
            .formatted(action.getClass().getSimpleName()));
  }

  /** The image with what was decided so far; made anew only when something asks for it. */
  private ClusterImage view() {
    if (viewIsOld && change.touchedMore()) {
      view = change.image();
      viewIsOld = false;
    }
    return view;
  }
}
