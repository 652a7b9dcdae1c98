package io.lockstep.trust.signature;

/** What the signature of a command proves. */
public enum SignatureVerdict {
  /** The command is as the holder of the key signed it. */
  VALID,
  /** The command has no signature. */
  ABSENT,
  /** The command was altered, or somebody else signed it. */
  WRONG,
  /** The public key is none, or one that would let anybody sign. */
  BAD_KEY
}
