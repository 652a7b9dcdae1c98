package io.lockstep.benchmark.store;

import io.lockstep.benchmark.peer.StoreKind;
import io.lockstep.benchmark.peer.StorePeer;

/**
 * A way in which a store does what Lockstep does.
 *
 * @param kind the store
 * @param name of the way, such as {@code puts}
 * @param goal how many times as fast Lockstep is to be; null where there is no goal
 * @param work what is asked of it
 * @param size a second number of the work; 0 for none
 */
record Way(StoreKind kind, String name, Double goal, String work, int size) {
  String title() {
    return kind.title() + ", " + name;
  }

  double seconds(StorePeer peer, int changes) {
    return size == 0 ? peer.measure(work, changes)[0] : peer.measure(work, changes, size)[0];
  }
}
