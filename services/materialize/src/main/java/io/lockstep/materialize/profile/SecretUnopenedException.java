package io.lockstep.materialize.profile;

/** A sealed value cannot be opened; the message names its entity and has nothing of its content. */
public final class SecretUnopenedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * The envelope of an entity stays closed.
   *
   * @param entity key of the entity
   * @param cause why
   */
  public SecretUnopenedException(String entity, RuntimeException cause) {
    super("the secret of " + entity + " cannot be opened: " + cause.getMessage(), cause);
  }
}
