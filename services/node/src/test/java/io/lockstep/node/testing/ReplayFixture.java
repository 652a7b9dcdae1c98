package io.lockstep.node.testing;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.node.replay.Forgery;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.trust.LogTrust;
import io.lockstep.state.image.ClusterImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A replay whose log ends where the test says, and what it asked for. */
public final class ReplayFixture {
  /** Where the log ends. */
  public long end;

  /** Whether the brokers do not say where the log ends. */
  public boolean silent;

  /** That the log lost its beginning; empty if it did not. */
  public Optional<String> loss = Optional.empty();

  /** Where the log begins, if it lost its beginning. */
  public long begin = Long.MAX_VALUE;

  /** Nanoseconds of a monotonic clock. */
  public LongSupplier clock = System::nanoTime;

  /** Offsets from which it wanted to read again. */
  public final List<Long> restarts = new ArrayList<>();

  /** Every view that it told of. */
  public final List<NodeView> views = new ArrayList<>();

  /** Every forged record that it told of. */
  public final List<Forgery> forgeries = new ArrayList<>();

  /** How often it said that its image was wrong. */
  public int divergences;

  /** The replay. */
  public final ReplayService replay;

  private ReplayFixture(long end, ClusterImage image, long offset) {
    this.end = end;
    this.replay =
        new ReplayService(
            image,
            offset,
            this::end,
            () -> 0,
            new LogTrust(WrittenLog.TRUST, () -> new LogTrust.Announced(List.of(), Long.MAX_VALUE)),
            reports -> {},
            () -> clock.getAsLong());
    replay.onLoss(position -> position < begin ? loss : Optional.empty());
    replay.onForgery(forgeries::add);
    replay.onRestart(restarts::add);
    replay.onDivergence(() -> divergences++);
    replay.addListener(views::add);
  }

  private long end() {
    if (silent) {
      throw new LogUnavailableException("the brokers are away", null);
    }
    return end;
  }

  /** Reads from the start. */
  public static ReplayFixture of(WrittenLog log) {
    return new ReplayFixture(log.end(), ClusterImage.EMPTY, 0);
  }

  /** Reads on behind an image. */
  public static ReplayFixture after(WrittenLog log, ClusterImage image, long offset) {
    return new ReplayFixture(log.end(), image, offset);
  }

  /** One that has read all of a log. */
  public static ReplayFixture having(WrittenLog log) {
    ReplayFixture fixture = of(log);
    fixture.replay.onBatch(log.batch());
    return fixture;
  }
}
