package io.lockstep.benchmark.status;

import java.time.Duration;
import java.util.List;

/**
 * How much.
 *
 * @param nodes numbers of simulated nodes, rising; the goals are those of the last
 * @param warmUp before the first run of each number
 * @param window of a run with few nodes
 * @param longWindow of a run with the most nodes
 */
record Sizes(List<Integer> nodes, Duration warmUp, Duration window, Duration longWindow) {
  /** With other numbers of nodes; none: as it is. */
  Sizes only(List<Integer> numbers) {
    return numbers.isEmpty() ? this : new Sizes(numbers, warmUp, window, longWindow);
  }

  int most() {
    return nodes.get(nodes.size() - 1);
  }

  Duration window(int number) {
    return number == most() ? longWindow : window;
  }
}
