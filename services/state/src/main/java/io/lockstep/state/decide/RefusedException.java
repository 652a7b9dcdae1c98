package io.lockstep.state.decide;

import io.lockstep.schema.Refusal;

/** Ends the deciding of one submission. Never leaves the package's entry point. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.getMessage(), null, false, false); // no stack: this is an answer, not a fault
    this.refusal = refusal;
  }

  RefusedException(String code, String entity, String message) {
    this(Refusal.newBuilder().setCode(code).setEntity(entity).setMessage(message).build());
  }

  Refusal refusal() {
    return refusal;
  }
}
