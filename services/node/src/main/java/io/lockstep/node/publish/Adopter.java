package io.lockstep.node.publish;

import io.lockstep.materialize.plan.Adoptable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes changes of the cluster of what somebody wrote into a file. Any thread. */
@FunctionalInterface
public interface Adopter {
  /** Adopts nothing: the file stays as it is. */
  Adopter NOBODY = (path, values) -> CompletableFuture.completedFuture(Answer.UNDECIDED);

  /**
   * What became of it.
   *
   * @param decided whether the cluster has decided
   * @param refusal why it refused; empty where it accepted
   */
  record Answer(boolean decided, String refusal) {
    /** The values are the cluster's now, on this node too. */
    public static final Answer ADOPTED = new Answer(true, "");

    /** Nobody knows yet; the same may be asked again. */
    public static final Answer UNDECIDED = new Answer(false, "");

    /** The cluster does not take them. */
    public static Answer refused(String why) {
      return new Answer(true, why);
    }
  }

  /**
   * Asks the cluster to take values over. The same twice makes one change.
   *
   * @param path of the file
   * @param values all of its values that are to become their parameters'
   */
  CompletableFuture<Answer> adopt(String path, List<Adoptable> values);
}
