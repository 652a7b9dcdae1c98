package io.lockstep.node.primary;

import io.lockstep.log.append.Batch;
import io.lockstep.log.command.CommandRecord;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.replay.Forgery;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.NodeView.Fault;
import io.lockstep.node.replay.NodeView.FaultKind;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.trust.Macs;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Outcome;
import io.lockstep.state.decide.Decider;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.state.decide.Repair;
import io.lockstep.state.decide.Term;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.JournalChain;
import io.lockstep.trust.mac.MacVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One term of a primary: fences all others, reads the log to its end, and then decides commands,
 * each batch after it has read its last one back. Used by the primary's thread.
 */
final class PrimaryTerm {
  private static final Logger LOG = LoggerFactory.getLogger(PrimaryTerm.class);
  private static final Duration READ_BACK = Duration.ofSeconds(30);
  static final int MOST_REPAIRED = 500;
  private static final int FIRST = 16;
  private static final Duration READ_ON = Duration.ofMillis(300);
  private static final Duration NOTHING_COMES = Duration.ofMillis(100);

  private final String self;
  private final ReplayService replay;
  private final PrimaryLog log;
  private final Macs macs;
  private final HeldCommands commands;
  private final Intake intake;
  private final Decider decider;
  private final Surroundings around;
  private final CommandProgress progress;
  private JournalChain chain;
  private long epoch;
  private List<CommandRecord> waiting = List.of();
  private int atOnce = FIRST;

  private PrimaryTerm(
      String self,
      ReplayService replay,
      PrimaryLog log,
      Macs macs,
      HeldCommands commands,
      Intake intake,
      Decider decider,
      Surroundings around) {
    this.self = self;
    this.replay = replay;
    this.log = log;
    this.macs = macs;
    this.commands = commands;
    this.intake = intake;
    this.decider = decider;
    this.around = around;
    this.progress = new CommandProgress(around.nanoTime());
  }

  /** One that has begun nothing yet. Its log is connected. */
  static PrimaryTerm of(
      String self,
      ReplayService replay,
      Liveness liveness,
      PrimaryLog log,
      NodeTrust trust,
      Warnings warnings,
      SignatureCheck signatures,
      ProfileParameters profiles,
      Surroundings around) {
    JoinCheck joins = new JoinCheck(trust, liveness);
    return new PrimaryTerm(
        self,
        replay,
        log,
        new Macs(trust),
        new HeldCommands(log, warnings, around),
        new Intake(warnings, joins, signatures),
        new Decider(joins, profiles),
        around);
  }

  /**
   * Reads on to the end that the log has now, but not for long, nor where nothing comes: a primary
   * that died may have left a transaction open, behind which nothing can be read until it is
   * fenced.
   */
  void readOn() {
    long end = log.eventsEnd();
    long begin = around.nanoTime();
    long moved = begin;
    long position = replay.view().position();
    while (position < end
        && around.nanoTime() - begin < READ_ON.toNanos()
        && around.nanoTime() - moved < NOTHING_COMES.toNanos()) {
      around.awaitNews(NOTHING_COMES);
      long reached = replay.view().position();
      moved = reached > position ? around.nanoTime() : moved;
      position = reached;
    }
  }

  /** Fences every other primary and reads the log to the end that it has behind the fence. */
  ClusterImage fence() throws TermLost {
    log.fence();
    long eventsEnd = log.eventsEnd();
    long outcomesEnd = log.outcomesEnd();
    long deadline = around.nanoTime() + READ_BACK.toNanos();
    while (replay.view().position() < eventsEnd
        || replay.view().outcomesPosition() < outcomesEnd
        || !replay.view().isTrue()) {
      if (around.nanoTime() > deadline || stopped(replay.view()).isPresent()) {
        throw new TermLost(
            "the log was not read to offset %d within %s; the position is %d, in outcomes %d of %d"
                .formatted(
                    eventsEnd,
                    READ_BACK,
                    replay.view().position(),
                    replay.view().outcomesPosition(),
                    outcomesEnd));
      }
      around.awaitNews(Duration.ofMillis(100));
    }
    ClusterImage image = replay.image();
    chain =
        log.lastEntry(image.revision(), this::isGenuine)
            .map(JournalChain::after)
            .orElseGet(JournalChain::start);
    if (chain.revision() != image.revision()) {
      throw new TornLog(chain.revision(), image.revision());
    }
    return image;
  }

  private boolean isGenuine(JournalEntry entry) {
    return entry.getRevision() == entry.getEvent().getRevision()
        && macs.verify(entry.getEvent()) == MacVerdict.VALID;
  }

  /** Takes the role: writes the events that begin the term and reads them back. */
  void begin(List<Event> events) throws TermLost {
    append(AppendBatches.of(macs, chain, events, List.of(), -1));
    readBack(events.get(events.size() - 1).getRevision());
  }

  /** Starts to decide from the last command that was not decided. */
  void open() {
    epoch = replay.image().promotion().epoch();
    log.seekToCommitted(replay.outcomes().lastCommandOffset());
    LOG.info("deciding epoch={} revision={}", epoch, replay.image().revision());
  }

  /** Reads commands for at most {@code wait} and decides them. Returns how many there were. */
  int decideNext(Duration wait) throws TermLost {
    List<CommandRecord> records = next(wait);
    ClusterImage image = requireRole();
    if (records.isEmpty()) {
      tell(progress.whenIdle(around.nanoTime()));
      return 0;
    }
    Intake.Checked checked = intake.check(records, image, term(), replay.outcomes()::contains);
    Decision decision = decide(image, checked.commands());
    long next = checked.next(decision.consumed());
    write(decision, checked.outcomes(decision.outcomes(), next), next);
    return records.size();
  }

  /**
   * The first commands of a term are taken by few: they have waited longest, many more wait behind
   * them, and the code that decides runs for the first time.
   */
  private List<CommandRecord> next(Duration wait) {
    List<CommandRecord> records = waiting.isEmpty() ? commands.poll(wait) : waiting;
    int most = Math.min(atOnce, records.size());
    atOnce = records.isEmpty() ? atOnce : Integer.MAX_VALUE;
    waiting = records.subList(most, records.size());
    return records.subList(0, most);
  }

  private void tell(long nextCommandOffset) {
    if (nextCommandOffset >= 0) {
      append(AppendBatches.offset(nextCommandOffset));
    }
  }

  /** Decides a command of the primary's own. Returns whether it changed anything. */
  boolean decideOwn(Command command) throws TermLost {
    Decision decision = decide(requireRole(), List.of(command));
    decision.outcomes().stream()
        .filter(outcome -> outcome.getRefusal() != null)
        .forEach(outcome -> LOG.info("not done reason={}", outcome.getRefusal().getMessage()));
    if (decision.events().isEmpty()) {
      return false;
    }
    write(decision, decision.outcomes(), -1);
    return true;
  }

  /** Writes tombstones for entities that everybody knows to be removed. */
  void forget(List<String> keys) throws TermLost {
    if (!keys.isEmpty()) {
      append(AppendBatches.tombstones(keys));
      LOG.info("wrote tombstones number={}", keys.size());
    }
  }

  /** Writes the true state again behind records that no primary wrote. */
  void repair() throws TermLost {
    List<Forgery> forgeries = replay.forgeries();
    if (forgeries.isEmpty()) {
      return;
    }
    writeAgain(forgeries.stream().map(Forgery::key).limit(MOST_REPAIRED).toList());
  }

  /**
   * Writes the state of entities again, as a new event of each that lives or was removed, as a
   * tombstone where there is no entity.
   *
   * @param keys at most {@value #MOST_REPAIRED}
   */
  void writeAgain(List<String> keys) throws TermLost {
    ClusterImage image = requireRole();
    Repair repair = Terms.repair(image, keys, term(), "repair-" + around.newId(), "lockstep");
    long last = append(AppendBatches.of(macs, chain, repair.events(), repair.unknown()));
    long deadline = around.nanoTime() + READ_BACK.toNanos();
    while (replay.view().position() <= last) {
      if (around.nanoTime() > deadline) {
        throw new TermLost("offset %d was not read back within %s".formatted(last, READ_BACK));
      }
      around.awaitNews(Duration.ofMillis(100));
    }
    LOG.info(
        "wrote again entities={} tombstones={} revision={}",
        repair.events().size(),
        repair.unknown().size(),
        replay.image().revision());
  }

  private Decision decide(ClusterImage image, List<Command> commands) {
    return decider.decide(image, term(), commands, replay.outcomes()::contains);
  }

  private Term term() {
    return new Term(epoch, self, around.wallMillis());
  }

  private void write(Decision decision, List<Outcome> outcomes, long nextCommandOffset)
      throws TermLost {
    long told = progress.within(outcomes, nextCommandOffset, around.nanoTime());
    append(AppendBatches.of(macs, chain, decision.events(), outcomes, told));
    if (!outcomes.isEmpty()) {
      // Outcomes come back in order: once the last is known, no command is decided twice.
      Outcome last = outcomes.get(outcomes.size() - 1);
      readBack(replay.outcomes().await(last.getCommandId()), "command " + last.getCommandId());
    }
    readBack(decision.image().revision());
    if (decision.termEnds()) {
      throw new TermLost("handed over to " + decision.image().promotion().primary().orElse("?"));
    }
  }

  private long append(Batch batch) {
    return log.append(batch);
  }

  private void readBack(long revision) throws TermLost {
    readBack(replay.awaitRevision(revision), "revision " + revision);
  }

  private void readBack(Future<?> read, String what) throws TermLost {
    try {
      around.await(read, READ_BACK);
    } catch (TimeoutException | ExecutionException e) {
      read.cancel(false);
      throw new TermLost("%s was not read back within %s".formatted(what, READ_BACK));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TermLost("interrupted");
    }
  }

  /** The image to decide on: of this term, and known to be right. */
  ClusterImage requireRole() throws TermLost {
    NodeView view = replay.view();
    if (!view.image().promotion().primary().equals(Optional.of(self))
        || view.image().promotion().epoch() != epoch) {
      throw new TermLost(
          "epoch %d of %s has begun"
              .formatted(
                  view.image().promotion().epoch(),
                  view.image().promotion().primary().orElse("nobody")));
    }
    Optional<Fault> stopped = stopped(view);
    if (stopped.isPresent()) {
      throw new TermLost("stopped applying: " + stopped.get().message());
    }
    if (!view.isTrue()) {
      // Its digest would be written as the cluster's, and no node could agree with it any more.
      throw new TermLost(
          "the image at revision %d is not known to be right".formatted(view.image().revision()));
    }
    return view.image();
  }

  /** Why nothing is applied any more; empty while it is. */
  private static Optional<Fault> stopped(NodeView view) {
    return view.fault().filter(fault -> fault.kind() != FaultKind.TAMPERED);
  }
}
