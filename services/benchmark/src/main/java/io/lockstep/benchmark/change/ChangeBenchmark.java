package io.lockstep.benchmark.change;

import io.lockstep.benchmark.Benchmark;
import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.bare.BareKafka;
import io.lockstep.benchmark.bare.BareNodes;
import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.cluster.WarmUp;
import io.lockstep.benchmark.peer.StorePeers;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Report;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.benchmark.stats.Sample;
import io.lockstep.sandbox.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** One change at a time, beside what Kafka itself takes for its way. */
public final class ChangeBenchmark implements Benchmark {
  private static final int NODES = 3;
  private static final int CHANGES = 300;
  private static final int QUICK = 20;
  private static final int MOST_WARM_UPS = 60;
  private static final double MOST = 1.3;

  private int number;

  @Override
  public String name() {
    return "change";
  }

  @Override
  public String description() {
    return "one change, from the API of any node to applied on all three, beside bare Kafka";
  }

  @Override
  public String takes() {
    return "9 min";
  }

  @Override
  public Report run(Plan plan, Progress progress) throws InterruptedException {
    int changes = plan.quick() ? QUICK : CHANGES;
    List<Sample> lockstep = new ArrayList<>();
    List<Sample> kafka = new ArrayList<>();
    List<Sample> hops = new ArrayList<>();
    List<Sample> questions = new ArrayList<>();
    try (BenchCluster cluster = BenchCluster.start(plan.folder(), NODES, progress);
        ThroughNodes nodes = new ThroughNodes(cluster.nodes());
        BareKafka bare = new BareKafka(cluster.connection());
        BareNodes processes = BareNodes.start(cluster.connection(), plan.folder());
        StorePeers peers = StorePeers.start(plan.folder())) {
      StoreChanges stores = new StoreChanges(peers, changes);
      WarmUp warmUp = new WarmUp(cluster, MOST_WARM_UPS);
      if (!plan.quick()) {
        warmUp.run(
            number ->
                Step.run(
                    progress,
                    "warm-up " + number,
                    () -> {
                      lockstep(nodes, changes);
                      kafka(bare, changes);
                      processes(processes, changes);
                      questions(nodes, changes);
                    }));
      }
      stores.run();
      stores.forget();
      Step.runs(
          progress,
          plan.runs(),
          () -> {
            lockstep.add(lockstep(nodes, changes));
            kafka.add(kafka(bare, changes));
            hops.add(processes(processes, changes));
            questions.add(questions(nodes, changes));
            stores.run();
          });
      warmUp.measured();
      return report(
          changes, lockstep, kafka, hops, questions, stores, plan.quick() ? "" : warmUp.text());
    }
  }

  private Sample lockstep(ThroughNodes nodes, int changes) throws InterruptedException {
    DoubleStream.Builder values = DoubleStream.builder();
    for (int change = 0; change < changes; change++) {
      nodes.change("value " + number++).ifPresent(values::add);
    }
    return new Sample(values.build().toArray());
  }

  private static Sample kafka(BareKafka bare, int changes) throws InterruptedException {
    DoubleStream.Builder values = DoubleStream.builder();
    for (int change = 0; change < changes; change++) {
      values.add(bare.asOneSet(1) * 1e3);
    }
    return new Sample(values.build().toArray());
  }

  private static Sample processes(BareNodes processes, int changes) throws InterruptedException {
    DoubleStream.Builder values = DoubleStream.builder();
    for (int change = 0; change < changes; change++) {
      values.add(processes.change());
    }
    return new Sample(values.build().toArray());
  }

  private static Sample questions(ThroughNodes nodes, int questions) {
    DoubleStream.Builder values = DoubleStream.builder();
    for (int question = 0; question < questions; question++) {
      values.add(nodes.question());
    }
    return new Sample(values.build().toArray());
  }

  private Report report(
      int changes,
      List<Sample> lockstep,
      List<Sample> kafka,
      List<Sample> hops,
      List<Sample> questions,
      StoreChanges stores,
      String warmUp) {
    Runs ours = at(lockstep, 0.5);
    Runs peer = at(kafka, 0.5);
    Runs least = at(hops, 0.5);
    Runs asked = at(questions, 0.5);
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("Lockstep, p50", "ms", ours));
    figures.add(Figure.of("Lockstep, p99", "ms", at(lockstep, 0.99)));
    figures.add(Figure.of("bare Kafka, p50", "ms", peer));
    figures.add(Figure.of("bare Kafka, p99", "ms", at(kafka, 0.99)));
    figures.add(Figure.of("bare processes, p50", "ms", least));
    figures.add(Figure.of("bare processes, p99", "ms", at(hops, 0.99)));
    figures.add(Figure.of("a question to a node, p50", "ms", asked));
    figures.addAll(stores.figures());
    figures.add(new Figure("Lockstep / bare Kafka, p50", "", ours.over(peer), MOST));
    figures.add(Figure.of("bare processes / bare Kafka, p50", "", least.over(peer)));
    figures.add(Figure.of("Lockstep / bare processes, p50", "", ours.over(least)));
    figures.add(
        Figure.of(
            "bare Kafka and a question one after the other / bare Kafka, p50",
            "",
            peer.plus(asked).over(peer)));
    return new Report(
        name(),
        List.of(
            "Three nodes, broker and registry are processes of the sandbox with their defaults,"
                + " HTTPS among them. *Lockstep*: a parameter is set through one node after another;"
                + " the time ends when each has answered who waited for it there. "
                + BareKafka.how()
                + " "
                + BareNodes.how()
                + " *Question*: the same client asks one node after another for the parameter, over"
                + " HTTPS, as it would without any change: a change is at least such a request and"
                + " the way over Kafka. Equal durability: one broker, acknowledged by all of one. "
                + "%,d of each in turn, one at a time; the stores warmed up with as many."
                    .formatted(changes),
            warmUp,
            stores.how()),
        figures,
        stores.missing());
  }

  static Runs at(List<Sample> samples, double share) {
    return new Runs(samples.stream().map(sample -> sample.percentile(share)).toList());
  }
}
