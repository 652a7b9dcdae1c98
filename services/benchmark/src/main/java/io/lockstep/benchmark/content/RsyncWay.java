package io.lockstep.benchmark.content;

import io.lockstep.benchmark.content.Loads.Load;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From one folder to others, each behind a daemon of its own, all at the same time. */
final class RsyncWay implements Way {
  private static final String PLACE = "load";

  private final String name;
  private final Path source;
  private final List<Path> targets = new ArrayList<>();
  private final List<Rsync> daemons = new ArrayList<>();

  private RsyncWay(String name, Path source) {
    this.name = name;
    this.source = source;
  }

  /** Starts the daemons. */
  static RsyncWay start(String name, Path folder, int targets)
      throws IOException, InterruptedException {
    RsyncWay way = new RsyncWay(name, folder.resolve("source"));
    try {
      for (int number = 1; number <= targets; number++) {
        Path own = folder.resolve("to-" + number);
        way.targets.add(own.resolve("target"));
        way.daemons.add(Rsync.start(own, way.source, own.resolve("target")));
      }
      return way;
    } catch (IOException | InterruptedException | RuntimeException e) {
      way.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void begin(Path large) throws IOException, InterruptedException {
    Loads.appear(Loads.staged(large, source), source.resolve(Loads.LARGE));
    transfer();
  }

  private double transfer() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    List<Process> running = new ArrayList<>();
    for (Rsync daemon : daemons) {
      running.add(daemon.begin());
    }
    for (int i = 0; i < running.size(); i++) {
      daemons.get(i).end(running.get(i));
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  @Override
  public Took appear(Load load, Path files) throws IOException, InterruptedException {
    Path place = source.resolve(PLACE);
    Loads.appear(Loads.staged(files, source), place);
    double millis = transfer();
    for (Path target : targets) {
      Loads.requireSame(place, target.resolve(PLACE));
    }
    Loads.delete(place);
    transfer();
    return new Took(millis, Double.NaN); // its processes come and go
  }

  @Override
  public Took change(long place) throws IOException, InterruptedException {
    Path changed = source.resolve(Loads.LARGE);
    Loads.change(changed, place);
    double millis = transfer();
    for (Path target : targets) {
      Loads.requireSame(changed, target.resolve(Loads.LARGE));
    }
    return new Took(millis, Double.NaN); // its processes come and go
  }

  @Override
  public void close() {
    daemons.forEach(Rsync::close);
  }
}
