package io.lockstep.node.past;

import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import io.lockstep.state.image.UnknownEventException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Makes states of entries, as a node makes its image of events, and compares the digest behind each
 * change. Used once, by one thread.
 */
final class PastReplay {
  private final Deque<Long> wanted;
  private final ClusterDelta delta = new ClusterDelta(ClusterImage.EMPTY);
  private final List<PastState> states = new ArrayList<>();

  /** Makes the states at revisions in ascending order. */
  PastReplay(List<Long> revisions) {
    wanted = new ArrayDeque<>(revisions);
    while (!wanted.isEmpty() && wanted.peekFirst() == 0) {
      wanted.removeFirst();
      states.add(new PastState(ClusterImage.EMPTY, null));
    }
  }

  /** Takes the next entry. */
  void take(JournalEntry entry) {
    Event event = entry.getEvent();
    try {
      delta.replay(event);
    } catch (UnknownEventException e) {
      throw new PastException(PastException.Code.HISTORY_UNREADABLE, e.getMessage());
    }
    if (event.getChangeIndex() < event.getChangeSize() - 1) {
      return;
    }
    if (event.getDigest() == null || !Digest.of(event.getDigest()).equals(delta.digest())) {
      throw PastException.damaged(
          "the state at revision %d has digest %s, the journal says another; run lockstep audit"
                  .formatted(event.getRevision(), delta.digest())
              + " verify");
    }
    PastState state = null;
    while (!wanted.isEmpty() && wanted.peekFirst() <= event.getRevision()) {
      wanted.removeFirst();
      state = state == null ? new PastState(delta.apply(), event.getTime()) : state;
      states.add(state);
    }
  }

  boolean isDone() {
    return wanted.isEmpty();
  }

  List<PastState> states() {
    return states;
  }
}
