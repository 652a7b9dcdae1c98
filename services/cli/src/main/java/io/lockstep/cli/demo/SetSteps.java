package io.lockstep.cli.demo;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.Operation;
import io.lockstep.cli.client.PlanAnswer;
import io.lockstep.cli.client.PlanAnswer.PlannedFile;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Many changes as one. */
final class SetSteps {
  private static final String PREFIX = "demo.set.";
  private static final int SIZE = 100;
  private static final String SHARED = "shared";

  private final DemoCluster cluster;
  private List<PlannedFile> planned = List.of();

  SetSteps(DemoCluster cluster) {
    this.cluster = cluster;
  }

  List<Step> steps() {
    return List.of(
        new Step("plan a set of changes", this::plan),
        new Step("apply the set as one, or not at all", this::apply));
  }

  private static ChangeSet set() {
    return new ChangeSet(
        IntStream.range(0, SIZE)
            .mapToObj(i -> Operation.set(PREFIX + i, SHARED, "value of " + i))
            .toList());
  }

  private String plan() throws InterruptedException {
    String via = cluster.secondary();
    PlanAnswer plan = cluster.client(via).plan(set());

    Proof.same("the number of planned events", SIZE, plan.events().size());
    Proof.same("what is there after the plan", 0, present(cluster.client(via)));
    planned =
        plan.files().stream()
            .filter(file -> file.path().equals("configuration.properties"))
            .toList();
    Proof.same(
        "the nodes of the plan",
        cluster.ids(),
        planned.stream().map(PlannedFile::node).sorted().toList());
    return SIZE + " events and a new configuration.properties for each node; nothing has changed";
  }

  private String apply() throws Exception {
    NodeClient via = cluster.client(cluster.secondary());
    List<Operation> withABadOne = new ArrayList<>(set().operations());
    withABadOne.add(Operation.set(ChangeSteps.TIMEOUT, SHARED, "none"));
    Failure refused = ChangeSteps.refusal(() -> via.apply(new ChangeSet(withABadOne)));
    Proof.same("the exit code of a set with a bad value", ExitCodes.REFUSED, refused.exitCode());
    Proof.same("what is there after the refusal", 0, present(via));

    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Set<Integer>> watching =
        CompletableFuture.supplyAsync(() -> sizesSeen(cluster.client(reader()), stop));
    ChangeAnswer answer;
    try {
      answer = via.apply(set());
      cluster.awaitWritten(answer.revision());
    } finally {
      stop.set(true);
    }
    Set<Integer> sizes = watching.get();

    Proof.same("revisions of the set", (long) SIZE, answer.revision() - answer.firstRevision() + 1);
    Proof.require(
        Set.of(0, SIZE).containsAll(sizes), "a reader saw " + sizes + " parameters of the set");
    for (PlannedFile file : planned) {
      Proof.same(
          file.path() + " of " + file.node(),
          file.after(),
          cluster.fileText(file.node(), file.path()));
    }
    return SIZE
        + " changes as revisions "
        + answer.firstRevision()
        + " to "
        + answer.revision()
        + "; a reader saw none or all; the files are what was planned; with one bad value none was"
        + " made";
  }

  private String reader() {
    return cluster.ids().get(cluster.ids().size() - 1);
  }

  private static Set<Integer> sizesSeen(NodeClient node, AtomicBoolean stop) {
    Set<Integer> sizes = new TreeSet<>();
    while (!stop.get()) {
      sizes.add(present(node));
    }
    sizes.add(present(node));
    return sizes;
  }

  private static int present(NodeClient node) {
    return node.configuration(SHARED, PREFIX).items().size();
  }
}
