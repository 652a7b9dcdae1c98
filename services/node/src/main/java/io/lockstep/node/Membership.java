package io.lockstep.node;

import io.lockstep.node.command.CommandGateway;
import io.lockstep.node.command.Submissions;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.report.NodeStatus;
import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterImage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the node a member, and keeps what the cluster knows of it true. Its thread, {@code
 * lockstep-join}, ends when that is done or refused.
 */
final class Membership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Member self;
  private final boolean rejoin;
  private final ReplayService replay;
  private final CommandGateway gateway;
  private final NodeStatus status;
  private final Thread thread = new Thread(this::run, "lockstep-join");
  private volatile boolean stopping;

  Membership(
      Member self,
      boolean rejoin,
      ReplayService replay,
      CommandGateway gateway,
      NodeStatus status) {
    this.self = self;
    this.rejoin = rejoin;
    this.replay = replay;
    this.gateway = gateway;
    this.status = status;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    Submission join = Submissions.own(self.getId(), new JoinNode(self, null, null, rejoin));
    Submission change = Submissions.own(self.getId(), new ChangeNode(self));
    while (!stopping) {
      ClusterImage image = replay.image();
      if (!replay.view().isSound() || image.founded().isEmpty()) {
        replay.awaitNews(LOOK);
        continue;
      }
      Optional<Member> there = image.members().get(self.getId());
      if (there.isPresent() && isUpToDate(there.get())) {
        return;
      }
      if (there.isPresent() && there.get().getState() == MemberState.REMOVED && !rejoin) {
        LOG.error("removed from the cluster node={}", self.getId());
        return;
      }
      if (there.isEmpty() && Terms.mayFound(image, self.getId())) {
        replay.awaitNews(LOOK); // the role founds
        continue;
      }
      boolean joins = there.isEmpty() || there.get().getState() == MemberState.REMOVED;
      if (submit(joins ? join : change)) {
        return;
      }
    }
  }

  private boolean isUpToDate(Member there) {
    Member wanted = Member.newBuilder(self).setState(there.getState()).build();
    return there.getState() != MemberState.REMOVED && there.equals(wanted);
  }

  /** Sends and waits; the same id again and again, so that it is decided once. */
  private boolean submit(Submission submission) {
    try {
      Optional<Outcome> outcome = gateway.submit(submission).get();
      if (outcome.isEmpty()) {
        return false;
      }
      if (outcome.get().getResult() == OutcomeResult.REFUSED) {
        var refusal = outcome.get().getRefusal();
        LOG.error("not taken code={} reason={}", refusal.getCode(), refusal.getMessage());
        status.refused(NodeStatus.problem(refusal.getCode(), refusal.getMessage(), null));
      }
      return true;
    } catch (ExecutionException e) {
      LOG.warn("not joined yet reason={}", e.getCause().getMessage());
      replay.awaitNews(LOOK);
      return false;
    } catch (InterruptedException e) {
      return true; // the node stops
    }
  }

  /** Stops the thread; a request that is on its way may still be decided. */
  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
