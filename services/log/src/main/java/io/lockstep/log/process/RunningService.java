package io.lockstep.log.process;

import java.util.Optional;

/** What a process runs until it is told to stop. Used by one thread. */
public interface RunningService extends AutoCloseable {
  /** Its name and where it is reached, such as "node n1 ready at https://..."; empty until then. */
  Optional<String> ready();

  /** Called each 5 s once it was ready. */
  default void rest() {}

  /** Ends it in order. */
  @Override
  void close();
}
