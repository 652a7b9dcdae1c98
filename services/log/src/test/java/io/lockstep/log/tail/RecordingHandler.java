package io.lockstep.log.tail;

import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps all that a tail hands over. */
final class RecordingHandler implements TailHandler {
  final List<EventRecord> events = new CopyOnWriteArrayList<>();
  final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
  final List<NodeReport> reports = new CopyOnWriteArrayList<>();
  final List<String> unavailable = new CopyOnWriteArrayList<>();
  final List<String> outcomesHeld = new CopyOnWriteArrayList<>();
  final AtomicInteger batches = new AtomicInteger();
  final AtomicInteger withReports = new AtomicInteger();
  final AtomicInteger answers = new AtomicInteger();
  volatile long eventsPosition = -1;
  volatile long outcomesPosition = -1;
  volatile long lost = -1;

  @Override
  public void onBatch(TailBatch batch) {
    events.addAll(batch.events());
    outcomes.addAll(batch.outcomes());
    reports.addAll(batch.reports());
    withReports.addAndGet(batch.reports().isEmpty() ? 0 : 1);
    eventsPosition = batch.eventsPosition();
    outcomesPosition = batch.outcomesPosition();
    answers.addAndGet(batch.answered() ? 1 : 0);
    batches.incrementAndGet();
  }

  @Override
  public void onUnavailable(String reason) {
    unavailable.add(reason);
  }

  @Override
  public void onOutcomesHeld(String reason) {
    outcomesHeld.add(reason);
  }

  @Override
  public void onPositionLost(long position, String reason) {
    lost = position;
    unavailable.add(reason);
  }

  List<Long> revisions() {
    return events.stream().map(e -> e.event().getRevision()).toList();
  }
}
