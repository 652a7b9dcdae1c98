package io.lockstep.node.publish;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.command.SendUnknownException;
import io.lockstep.materialize.file.Sha256;
import io.lockstep.materialize.plan.Adoptable;
import io.lockstep.node.command.Submissions;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Member;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.Submission;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Adopts by commands of the node itself, each parameter in the scope in which its value holds on
 * the node, and only if it still has the revision that the file was written from. What was secret
 * stays so. Any thread.
 */
public final class ClusterAdopter implements Adopter {
  private final String self;
  private final Supplier<ClusterImage> image;
  private final BiFunction<byte[], String, Envelope> seal;
  private final Function<Submission, CompletableFuture<Optional<Outcome>>> submit;

  /**
   * For a node.
   *
   * @param seal encrypts a secret as part of an entity
   * @param submit sends commands to the primary
   */
  public ClusterAdopter(
      String self,
      Supplier<ClusterImage> image,
      BiFunction<byte[], String, Envelope> seal,
      Function<Submission, CompletableFuture<Optional<Outcome>>> submit) {
    this.self = self;
    this.image = image;
    this.seal = seal;
    this.submit = submit;
  }

  @Override
  public CompletableFuture<Answer> adopt(String path, List<Adoptable> values) {
    ClusterImage now = image.get();
    String site = now.members().get(self).map(Member::getSite).orElse(null);
    List<Operation> operations = new ArrayList<>();
    StringBuilder basis = new StringBuilder(path);
    for (Adoptable value : values) {
      ConfigurationChanged there =
          now.configuration()
              .effective(value.parameter(), self, site)
              .map(entity -> entity.payload(ConfigurationChanged.class))
              .orElse(null);
      if (there == null) {
        return CompletableFuture.completedFuture(
            Answer.refused(value.parameter() + " has no value here any more"));
      }
      long revision =
          now.configuration().get(there.getKey(), there.getScope()).orElseThrow().revision();
      operations.add(Submissions.operation(set(there, value.value().text()), revision));
      basis.append('\n').append(there.getKey()).append('\n').append(there.getScope());
      basis.append('\n').append(revision).append('\n').append(value.value().text());
    }
    String id =
        "adopt-" + self + "-" + Sha256.of(basis.toString().getBytes(StandardCharsets.UTF_8));
    return submit
        .apply(Submissions.of(id, "node:" + self, null, operations))
        .handle(ClusterAdopter::answer);
  }

  private SetConfiguration set(ConfigurationChanged there, String text) {
    SetConfiguration.Builder action =
        SetConfiguration.newBuilder().setKey(there.getKey()).setScope(there.getScope());
    if (there.getSealed() == null) {
      return action.setValue(text).build();
    }
    byte[] clear = text.getBytes(StandardCharsets.UTF_8);
    try {
      String entity = EntityKeys.configuration(there.getKey(), there.getScope());
      return action.setValue("").setSealed(seal.apply(clear, entity)).build();
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }

  private static Answer answer(Optional<Outcome> outcome, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof LogUnavailableException || cause instanceof SendUnknownException) {
      return Answer.UNDECIDED;
    } else if (cause != null) {
      return Answer.refused(String.valueOf(cause.getMessage()));
    } else if (outcome.isEmpty()) {
      return Answer.UNDECIDED;
    }
    return outcome.get().getResult() == OutcomeResult.ACCEPTED
        ? Answer.ADOPTED
        : Answer.refused(outcome.get().getRefusal().getMessage());
  }
}
