package io.lockstep.status.notify;

/** Nobody was told, or may not have been. The message says why, and holds no secret. */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  DeliveryException(String message) {
    super(message);
  }

  DeliveryException(String message, Throwable cause) {
    super(message, cause);
  }
}
