package io.lockstep.trust.signature;

import io.lockstep.schema.Command;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Signs commands with the key of their origin. Used by one thread. */
public final class CommandSigner {
  private final SignedCommand signed = new SignedCommand();
  private final NodeKeys keys;

  /** A signer for a node. */
  public CommandSigner(NodeKeys keys) {
    this.keys = keys;
  }

  /** The command with its signature; the command given stays as it is. */
  public Command sign(Command command) {
    Command copy = SignedCommand.without(command);
    byte[] encoded = signed.encode(copy);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, keys.privateKey());
    signer.update(encoded, 0, encoded.length);
    copy.setSignature(ByteBuffer.wrap(signer.generateSignature()));
    return copy;
  }
}
