package io.lockstep.node.primary;

import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.command.CommandRecord;
import io.lockstep.node.observe.Warnings;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands as the log has them. One whose schema was never seen, and that the registry does not
 * give, waits for it, and all behind it do too: nobody would send it again. While it does, a
 * warning stands, and the log says so once. Used by the primary's thread.
 */
final class HeldCommands {
  /** The code of the warning. */
  static final String CODE = "commands-held";

  private static final Logger LOG = LoggerFactory.getLogger(HeldCommands.class);

  private final PrimaryLog log;
  private final Warnings warnings;
  private final Surroundings around;
  private boolean held;

  HeldCommands(PrimaryLog log, Warnings warnings, Surroundings around) {
    this.log = log;
    this.warnings = warnings;
    this.around = around;
  }

  /** The next commands, in order; empty if none came within {@code max}, or the next one waits. */
  List<CommandRecord> poll(Duration max) {
    try {
      List<CommandRecord> records = log.poll(max);
      if (!records.isEmpty()) {
        readOn();
      }
      return records;
    } catch (RegistryUnavailableException e) {
      hold(e.getMessage());
      around.awaitNews(max);
      return List.of();
    }
  }

  private void hold(String reason) {
    if (!held) {
      LOG.warn("commands wait for the schema of the next one reason={}", reason);
    }
    held = true;
    warnings.stands(
        CODE, "commands wait for a schema, and none is decided until the next is read: " + reason);
  }

  private void readOn() {
    if (held) {
      LOG.info("commands are read again");
    }
    held = false;
    warnings.ended(CODE);
  }
}
