package io.lockstep.distribution;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that not every machine has. */
final class Tools {
  private Tools() {}

  static Optional<Path> find(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Skips the test without the program; with -Dlockstep.test.tools=required fails it. */
  static void need(String name) {
    if (find(name).isPresent()) {
      return;
    }
    String message = "there is no " + name + " on the PATH; apt-get install it";
    if ("required".equals(System.getProperty("lockstep.test.tools"))) {
      fail(message);
    }
    abort(message);
  }
}
