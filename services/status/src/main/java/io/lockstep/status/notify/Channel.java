package io.lockstep.status.notify;

import java.util.Optional;

/** A way by which people are told. One thread. */
interface Channel {
  /** A word for logs and metrics, part of the name of a group: mail, webhook. */
  String name();

  /**
   * Tells. Returns once the other side has taken it over, within a minute. After a failure the same
   * digest may be given again.
   *
   * @return what an operator should mend though it is delivered: who of several cannot be told
   * @throws DeliveryException if it did not, or may not have
   */
  Optional<String> deliver(Digest digest) throws DeliveryException;
}
