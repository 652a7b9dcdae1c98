package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void givesNoPortTwiceAlsoWhereNobodyListensYet() {
    List<Integer> ports =
        Stream.generate(FreePorts::block)
            .limit(50) // of 545: by chance alone two would be the same nine times in ten
            .flatMap(first -> IntStream.range(first, first + 10).boxed())
            .toList();

    assertThat(ports).doesNotHaveDuplicates();
    ports.forEach(port -> Sockets.requireFree(port, "a test", "nothing"));
  }
}
