package io.lockstep.materialize.profile;

import io.lockstep.schema.Envelope;

/** Opens what stands sealed in an image. Any thread. */
@FunctionalInterface
public interface Secrets {
  /**
   * Opens an envelope.
   *
   * @param entity key of the entity that the envelope is part of
   * @return the bytes, which the caller wipes
   * @throws RuntimeException if it cannot be opened, such as by a node that has not yet the version
   *     of the cluster secret; the message has nothing of the content
   */
  byte[] open(Envelope envelope, String entity);

  /** Whether what it answers only stands for the content, which nobody may see. */
  default boolean hidden() {
    return false;
  }
}
