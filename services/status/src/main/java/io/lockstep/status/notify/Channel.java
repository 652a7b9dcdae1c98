package io.lockstep.status.notify;

/** A way by which people are told. One thread. */
interface Channel {
  /** A word for logs and metrics, part of the name of a group: mail, webhook. */
  String name();

  /**
   * Tells. Returns once the other side has taken it over, within a minute.
   *
   * @throws DeliveryException if it did not, or may not have
   */
  void deliver(Digest digest) throws DeliveryException;
}
