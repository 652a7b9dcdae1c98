package io.lockstep.state.decide;

import io.lockstep.schema.Barrier;
import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.ChangeSecret;
import io.lockstep.schema.ChangeToken;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.Event;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.InstallLicence;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Operation;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PublishContent;
import io.lockstep.schema.PublishTrustAnchor;
import io.lockstep.schema.RaiseFormat;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveCertificate;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.RemoveContent;
import io.lockstep.schema.RemoveLicence;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.RemoveTrustAnchor;
import io.lockstep.schema.ResumeNode;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.schema.Submission;
import io.lockstep.state.image.CanonicalEncoder;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Decides one submission: walks its operations, each seeing what the ones before it changed, and
 * collects the events. Used once, by one thread.
 */
final class SubmissionDecider {
  private static final int MAX_OPERATIONS = 50_000;
  private static final int MAX_NAME_BYTES = 1024;
  private static final int MAX_ENTITY_BYTES = 8 * 1024;

  /** Kafka's usual bound of a record is 1 MiB; the rest is for the envelope and the journal. */
  private static final int MAX_STATE_BYTES = 768 * 1024;

  private static final Schema PAYLOADS = Event.getClassSchema().getField("payload").schema();

  private final Observations observations;
  private final ChangeBuilder change;
  private final String origin;
  private final Term term;
  private ClusterImage view;
  private boolean viewIsOld;
  private boolean secretsChanged;
  private final ClusterImage before;
  private final ProfileParameters profiles;
  private ProfilesInForce inForce;

  SubmissionDecider(
      ClusterImage image,
      Term term,
      String origin,
      Observations observations,
      ProfileParameters profiles,
      ProfilesInForce inForce) {
    this.observations = observations;
    this.before = image;
    this.profiles = profiles;
    this.inForce = inForce;
    this.origin = origin;
    this.term = term;
    this.view = image;
    this.change = new ChangeBuilder(image, term, origin);
  }

  /** Decides all operations; throws {@link RefusedException} if one is refused. */
  void decide(Submission submission) {
    Texts.require(null, "the id of a request", submission.getId(), MAX_NAME_BYTES);
    Texts.require(null, "the actor of a request", submission.getActor(), MAX_NAME_BYTES);
    int size = submission.getOperations().size();
    if (size == 0 || size > MAX_OPERATIONS) {
      throw new RefusedException(
          Codes.INVALID_REQUEST,
          null,
          "a request has 1 to %d operations, this one has %d; split it or leave it"
              .formatted(MAX_OPERATIONS, size));
    }
    // Where profiles change, values are held against those that hold in the end.
    boolean profilesChange = submission.getOperations().stream().anyMatch(Actions::isAboutProfiles);
    inForce = profilesChange ? ProfilesInForce.NONE : inForce;
    for (Operation operation : submission.getOperations()) {
      expect(operation);
      List<Object> payloads = decide(operation.getAction());
      for (Object payload : payloads) {
        requireSize(payload);
        change.add(payload);
      }
      viewIsOld |= !payloads.isEmpty();
    }
    if (secretsChanged) {
      SecretDecider.requireOneCurrent(view());
    }
    if (profilesChange) {
      inForce = ProfilesInForce.of(view(), profiles);
      ProfileDecider.require(before, view(), inForce, profiles);
    }
    change.finish(submission.getId(), submission.getActor());
  }

  /** The profiles that hold somewhere after it. */
  ProfilesInForce inForce() {
    return inForce;
  }

  List<Event> events() {
    return change.events();
  }

  ClusterImage image() {
    return change.image();
  }

  /** A record that the topic does not take would stop the primary, and its successors after it. */
  private static void requireSize(Object payload) {
    if (payload instanceof ConfigurationChanged || payload instanceof ConfigurationRemoved) {
      return; // bounded by their own rules
    }
    int size = new CanonicalEncoder(PAYLOADS).encode(payload).length;
    if (size > MAX_STATE_BYTES) {
      String entity = EntityKeys.ofPayload(payload);
      throw new RefusedException(
          Codes.VALUE_TOO_LARGE,
          entity,
          "%s would have %d bytes, at most %d are allowed; shorten its texts"
              .formatted(entity, size, MAX_STATE_BYTES));
    }
  }

  private void expect(Operation operation) {
    Long expected = operation.getExpectedRevision();
    if (expected == null) {
      return;
    }
    Optional<String> key = Actions.entity(operation.getAction());
    if (key.isEmpty()) {
      return;
    }
    Texts.require(null, "the name of an entity", key.get(), MAX_ENTITY_BYTES);
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
    return "%s was expected %s, but %s; read it again and repeat"
        .formatted(Texts.shortened(key), wanted, found);
  }

  private static String value(Entity entity) {
    return entity.event().getPayload() instanceof ConfigurationChanged changed
            && changed.getSealed() == null
        ? changed.getValue()
        : null;
  }

  private List<Object> decide(Object action) {
    if (action instanceof SetConfiguration set) {
      return ConfigurationDecider.set(change, this::view, set, inForce, profiles);
    } else if (action instanceof RemoveConfiguration remove) {
      return ConfigurationDecider.remove(change, remove);
    } else if (action instanceof Barrier) {
      return List.of();
    } else if (action instanceof JoinNode join) {
      return JoinDecider.join(view(), term, join, observations.join(join));
    } else if (action instanceof ChangeNode changeNode) {
      return MembershipDecider.change(view(), origin, changeNode);
    } else if (action instanceof DrainNode drain) {
      return MembershipDecider.drain(view(), drain, observations);
    } else if (action instanceof ResumeNode resume) {
      return MembershipDecider.resume(view(), resume);
    } else if (action instanceof RemoveNode remove) {
      return MembershipDecider.remove(view(), remove);
    } else if (action instanceof SetPromotionOrder order) {
      return PromotionDecider.order(view(), order);
    } else if (action instanceof PromoteNode promote) {
      return PromotionDecider.promote(view(), promote, observations);
    } else if (action instanceof PublishContent publish) {
      return ContentDecider.publish(change, publish);
    } else if (action instanceof RemoveContent remove) {
      return ContentDecider.remove(change, remove);
    } else if (action instanceof RaiseFormat raise) {
      return FormatDecider.raise(view(), raise);
    }
    return decideTrust(action);
  }

  private List<Object> decideTrust(Object action) {
    if (action instanceof ImportCertificate add) {
      return CertificateDecider.add(change, add);
    } else if (action instanceof RemoveCertificate remove) {
      return CertificateDecider.remove(change, view(), remove, inForce);
    } else if (action instanceof PublishTrustAnchor publish) {
      return TrustAnchorDecider.publish(change, origin, publish);
    } else if (action instanceof RemoveTrustAnchor remove) {
      return TrustAnchorDecider.remove(change, remove);
    } else if (action instanceof InstallLicence install) {
      return LicenceDecider.install(change, view(), install);
    } else if (action instanceof RemoveLicence remove) {
      return LicenceDecider.remove(change, remove);
    } else if (action instanceof ChangeSecret changeSecret) {
      secretsChanged = true;
      return SecretDecider.change(view(), changeSecret);
    } else if (action instanceof ChangeToken changeToken) {
      return TokenDecider.change(view(), term, changeToken);
    }
    throw new RefusedException(
        Codes.NOT_SUPPORTED,
        null,
        "this version of Lockstep cannot do \"%s\"; run one that can on the primary"
            .formatted(action.getClass().getSimpleName()));
  }

  /** The image with what was decided so far; made anew only when something asks for it. */
  private ClusterImage view() {
    if (viewIsOld) {
      view = change.image();
      viewIsOld = false;
    }
    return view;
  }
}
