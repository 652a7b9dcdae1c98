package io.lockstep.state.testing;

import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Change;
import io.lockstep.state.replay.ChangeAssembler;
import io.lockstep.state.replay.DigestVerifier;
import io.lockstep.state.replay.DigestVerifier.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A node's way of reading a log, with nothing but what its Javadoc asks for. */
public final class Reader {
  private final CompactedLog log;
  private final ChangeAssembler assembler = new ChangeAssembler();
  private final DigestVerifier verifier;
  private final List<Verdict> verdicts = new ArrayList<>();
  private ClusterDelta delta;
  private long position;

  /** Reads from the beginning. */
  public Reader(CompactedLog log) {
    this(log, ClusterImage.EMPTY, 0);
  }

  /** Reads on from an image that is right. */
  public Reader(CompactedLog log, ClusterImage image, long position) {
    this.log = log;
    this.delta = new ClusterDelta(image);
    this.verifier = new DigestVerifier(image);
    this.position = position;
  }

  /** Fetches and applies records; the log may change between the two. */
  public boolean poll(int most, Runnable meanwhile) {
    List<CompactedLog.Stored> records = log.fetch(position, most);
    meanwhile.run();
    for (CompactedLog.Stored record : records) {
      take(record);
      position = record.offset() + 1;
    }
    if (!records.isEmpty() && log.fetch(position, 1).isEmpty()) {
      verdicts.add(verifier.checkAtEnd(delta.digest()));
    }
    return !records.isEmpty();
  }

  /** Reads to the end of a log that stays as it is. */
  public Reader drain() {
    while (poll(Integer.MAX_VALUE, () -> {})) {
      // until nothing comes
    }
    verdicts.add(verifier.checkAtEnd(delta.digest()));
    return this;
  }

  private void take(CompactedLog.Stored record) {
    if (record.event() == null) {
      assembler.flush().ifPresent(change -> apply(change, record.offset()));
      delta.tombstone(record.key());
      verdicts.add(verifier.checkTombstone(delta.digest()));
      return;
    }
    for (Change change : assembler.add(record.event())) {
      boolean own = change.last().equals(record.event());
      apply(change, own ? record.offset() + 1 : record.offset());
    }
  }

  private void apply(Change change, long next) {
    if (verifier.follow(delta.revision(), change)) {
      verifier.settleAt(log.end());
    }
    change.events().forEach(delta::replay);
    verdicts.add(verifier.check(delta.digest(), change, next));
  }

  /** Makes the image wrong. */
  public void damage(Consumer<ClusterDelta> how) {
    how.accept(delta);
  }

  /** The image so far; the next goes on from a new delta. */
  public ClusterImage image() {
    ClusterImage image = delta.apply();
    delta = new ClusterDelta(image);
    return image;
  }

  public List<Verdict> verdicts() {
    return verdicts;
  }

  public Verdict last() {
    return verdicts.get(verdicts.size() - 1);
  }

  public boolean isSettled() {
    return !verifier.isUnsettled() && !assembler.isPending();
  }

  public long position() {
    return position;
  }
}
