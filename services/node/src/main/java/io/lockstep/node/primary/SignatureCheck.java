package io.lockstep.node.primary;

import io.lockstep.schema.Command;
import io.lockstep.trust.signature.SignatureVerdict;
import java.nio.ByteBuffer;

/** Whether a command's origin has signed it. Used by the primary's thread. */
@FunctionalInterface
public interface SignatureCheck {
  /**
   * What the signature proves.
   *
   * @param publicKey of the origin, as {@code Member.publicKey} has it
   */
  SignatureVerdict verify(Command command, ByteBuffer publicKey);
}
