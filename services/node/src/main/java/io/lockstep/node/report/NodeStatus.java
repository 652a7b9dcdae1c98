package io.lockstep.node.report;

import io.lockstep.node.hook.HookQueue;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.primary.PrimaryRole;
import io.lockstep.node.publish.Publisher;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.tls.TlsSwitch;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.Problem;
import io.lockstep.state.image.ClusterImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What the node says of itself, put together from its parts. Any thread. */
public final class NodeStatus {
  private final String self;
  private final ReplayService replay;
  private final Publisher publisher;
  private final PrimaryRole role;
  private final Warnings warnings;
  private final Supplier<Long> propagationMillis;
  private final Supplier<Optional<Problem>> duplicate;
  private final Readiness readiness;
  private final HookQueue hooks;
  private volatile boolean stopping;
  private volatile Problem refused;

  /**
   * Of the node with that id.
   *
   * @param readiness what the managed product needs
   * @param duplicate that another process runs under the node's id; empty for none
   * @param propagationMillis from deciding to applying of the last change that came; null for none
   */
  public NodeStatus(
      String self,
      ReplayService replay,
      Publisher publisher,
      PrimaryRole role,
      Warnings warnings,
      HookQueue hooks,
      Readiness readiness,
      Supplier<Optional<Problem>> duplicate,
      Supplier<Long> propagationMillis) {
    this.duplicate = duplicate;
    this.readiness = readiness;
    this.hooks = hooks;
    this.propagationMillis = propagationMillis;
    this.self = self;
    this.replay = replay;
    this.publisher = publisher;
    this.role = role;
    this.warnings = warnings;
  }

  /** Notes that the node is stopping. */
  public void stopping() {
    stopping = true;
  }

  /** Notes why the cluster does not take the node; null for nothing. */
  public void refused(Problem problem) {
    refused = problem;
  }

  /** Why the cluster does not take the node; null for nothing. */
  public Problem refusal() {
    return refused;
  }

  /** What the node is doing. */
  public NodeState state() {
    return stopping ? NodeState.STOPPING : state(replay.view(), self);
  }

  /** What a node that is not stopping is doing, by what it knows. */
  public static NodeState state(NodeView view, String self) {
    if (view.fault().isPresent()) {
      return NodeState.valueOf(view.fault().get().kind().name());
    }
    if (!view.isSound()) {
      return view.position() == 0 ? NodeState.STARTING : NodeState.SYNCING;
    }
    Optional<Member> member = view.image().members().get(self);
    if (member.isEmpty()) {
      return NodeState.JOINING;
    }
    return switch (member.get().getState()) {
      case REMOVED -> NodeState.REMOVED;
      case DRAINED -> NodeState.DRAINED;
      case ACTIVE -> NodeState.ONLINE;
    };
  }

  /** Whether the node decides for the cluster now. */
  public boolean primary() {
    return role.isDeciding();
  }

  /** Revision that the files show. */
  public long writtenRevision() {
    return publisher.writtenRevision();
  }

  /** Newest revision, up to the one that the files show, all of whose hooks have succeeded. */
  public long activeRevision() {
    return hooks.active(publisher.writtenRevision());
  }

  /** A report says of these files that they differ. */
  public void reported(List<String> drifted) {
    publisher.reported(drifted);
  }

  /** How often a file was written again that others had changed. */
  public long repairs() {
    return publisher.repairs();
  }

  /** How often the cluster took over what others wrote into a file. */
  public long adoptions() {
    return publisher.adoptions();
  }

  /** Milliseconds from deciding to applying of the last change that came; null for none. */
  public Long propagationMillis() {
    return propagationMillis.get();
  }

  /** Managed files that differ from what was written. */
  public List<String> drifted() {
    return publisher.drifted();
  }

  /** What an operator should know although the node is ready. */
  public List<Problem> warnings() {
    List<Problem> all = new ArrayList<>(TlsSwitch.warnings(replay.image()));
    all.addAll(readiness.warnings(replay.image()));
    if (!replay.outcomesHeld().isEmpty()) {
      all.add(
          problem(
              "outcomes-held",
              "outcomes wait for a schema, and changes are not decided without them: "
                  + replay.outcomesHeld(),
              null));
    }
    all.addAll(warnings.all());
    return all;
  }

  /** What keeps the node from being ready, the first to mend first; empty when it is ready. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    NodeView view = replay.view();
    ClusterImage image = view.image();
    duplicate.get().ifPresent(problems::add);
    if (!replay.unavailable().isEmpty()) {
      problems.add(problem("log-unavailable", replay.unavailable(), null));
    }
    view.fault()
        .ifPresent(
            fault ->
                problems.add(
                    problem(
                        fault.kind().name().toLowerCase(Locale.ROOT),
                        fault.message(),
                        fault.offset())));
    if (view.fault().isEmpty() && !view.isSound()) {
      problems.add(
          problem(
              "catching-up",
              "the log is read up to revision %d, the end is not reached"
                  .formatted(image.revision()),
              view.position()));
    }
    if (view.isSound()) {
      membership(image, problems);
    }
    publisher.problem().ifPresent(text -> problems.add(problem("files-not-written", text, null)));
    hooks
        .troubles()
        .forEach(trouble -> problems.add(problem(trouble.code(), trouble.message(), null)));
    if (stopping) {
      problems.add(problem("stopping", "the node is stopping", null));
    }
    return problems;
  }

  private void membership(ClusterImage image, List<Problem> problems) {
    Problem refusal = refused;
    Optional<Member> member = image.members().get(self);
    if (image.founded().isEmpty()) {
      problems.add(
          problem(
              "not-founded",
              "the log is empty: the cluster is not founded; run lockstep cluster init. If it was"
                  + " founded before, its topics were lost: bring their records back instead",
              null));
    } else if (refusal != null) {
      problems.add(refusal);
    } else if (member.isEmpty()) {
      problems.add(problem("joining", "the node is no member yet", null));
    } else if (member.get().getState() == MemberState.REMOVED) {
      problems.add(
          problem(
              "node-removed",
              "the node was removed from the cluster; give it a new join token to let it back in",
              null));
    }
    if (image.promotion().primary().isEmpty()) {
      problems.add(problem("no-primary", "the cluster has no primary yet", null));
    }
    if (image.members().present(self).isPresent()) {
      problems.addAll(readiness.problems(image));
    }
  }

  /** A problem; {@code offset} in {@code events}, or null. */
  public static Problem problem(String code, String message, Long offset) {
    return Problem.newBuilder().setCode(code).setMessage(message).setOffset(offset).build();
  }
}
