package io.lockstep.trust.signature;

import io.lockstep.schema.Command;
import io.lockstep.state.image.CanonicalEncoder;

/** What a signature covers: the Avro encoding of the command without its signature. */
final class SignedCommand {
  private final CanonicalEncoder encoder = new CanonicalEncoder(Command.getClassSchema());

  byte[] encode(Command command) {
    return encoder.encode(without(command));
  }

  /** A copy that shares all but the signature. */
  static Command without(Command command) {
    return new Command(
        command.getCluster(),
        command.getOrigin(),
        command.getFormatLevel(),
        command.getSubmissions(),
        null);
  }
}
