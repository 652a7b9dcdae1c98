package io.lockstep.status.timeline;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.schema.topic.TopicContract;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The newest changes of the cluster, read from the topic "journal" at the start and followed from
 * then on. A thread of its own reads; any thread asks. Every instance has its own, so that each can
 * tell without the others.
 */
public final class Timeline implements AutoCloseable {
  /** Changes that are held. */
  public static final int KEEP = 500;

  private static final String READS = "the journal is read, no change is known yet";

  private final Deque<Change> changes = new ArrayDeque<>();
  private final JournalFollower follower;
  private Optional<String> problem = Optional.of(READS);
  private boolean complete;

  private Timeline(LogConnection connection, TopicCodecs codecs) {
    follower =
        new JournalFollower(
            connection, codecs.of(TopicContract.JOURNAL), TimelineSettings.DEFAULT, this);
  }

  /** Starts to read. Does not wait: while nothing can be read, {@link #problem()} says why. */
  public static Timeline start(LogConnection connection, TopicCodecs codecs) {
    Timeline timeline = new Timeline(connection, codecs);
    timeline.follower.start();
    return timeline;
  }

  /** Why what it tells is not the present; empty if it is. */
  public synchronized Optional<String> problem() {
    return problem;
  }

  /** Whether it was read to the end once, so that it tells something. */
  public synchronized boolean isKnown() {
    return complete;
  }

  /** Revision of the newest change; 0 for none. */
  public synchronized long newest() {
    return changes.isEmpty() ? 0 : changes.getLast().revision();
  }

  /** Revision of the oldest change that is held; 0 for none. */
  public synchronized long oldest() {
    return changes.isEmpty() ? 0 : changes.getFirst().revision();
  }

  /** The newest changes before a revision, the newest first. */
  public synchronized List<Change> before(long revision, int limit) {
    List<Change> found = new ArrayList<>();
    Iterator<Change> back = changes.descendingIterator();
    while (back.hasNext() && found.size() < limit) {
      Change change = back.next();
      if (change.revision() < revision) {
        found.add(change);
      }
    }
    return found;
  }

  /** The changes after a revision, the oldest first; those alone that are held. */
  public synchronized List<Change> after(long revision) {
    List<Change> found = new ArrayList<>();
    Iterator<Change> back = changes.descendingIterator();
    while (back.hasNext()) {
      Change change = back.next();
      if (change.revision() <= revision) {
        break;
      }
      found.add(change);
    }
    Collections.reverse(found);
    return found;
  }

  /** The end of the journal was reached: these came, the oldest first. */
  synchronized void add(List<Change> came) {
    complete = true;
    problem = Optional.empty();
    for (Change change : came) {
      // Where the journal was replaced, it goes on at an earlier revision.
      while (!changes.isEmpty() && changes.getLast().revision() >= change.revision()) {
        changes.removeLast();
      }
      changes.addLast(change);
      if (changes.size() > KEEP) {
        changes.removeFirst();
      }
    }
  }

  /** Nothing can be read now. */
  synchronized void unavailable(String reason) {
    problem = Optional.of(reason);
  }

  /** What was told is no more. */
  synchronized void clear() {
    changes.clear();
    complete = false;
    problem = Optional.of(READS);
  }

  /** Goes on with a new client of Kafka; from any thread, waits for nothing. */
  public void renew() {
    follower.renew();
  }

  /** Stops within some seconds. */
  @Override
  public void close() {
    follower.close();
  }
}
