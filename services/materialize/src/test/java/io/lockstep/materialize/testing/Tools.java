package io.lockstep.materialize.testing;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that not every machine has. */
public final class Tools {
  private Tools() {}

  /** Where a program is: on the PATH, or where a system keeps its own. */
  public static Optional<Path> find(String name) {
    return Stream.of((System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Skips the test without the program; with -Dlockstep.test.tools=required fails it. */
  public static Path need(String name) {
    Optional<Path> found = find(name);
    if (found.isPresent()) {
      return found.get();
    }
    String message = "there is no " + name + " on the PATH; apt-get install it";
    if ("required".equals(System.getProperty("lockstep.test.tools"))) {
      fail(message);
    }
    return abort(message);
  }
}
