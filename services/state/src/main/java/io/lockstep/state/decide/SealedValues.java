package io.lockstep.state.decide;

import io.lockstep.schema.Envelope;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretState;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.image.TrustImage;

/** What every envelope must be: of a form that opens, and of a version that is not retired. */
final class SealedValues {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private SealedValues() {}

  /**
   * Requires an envelope, if there is one, to be such.
   *
   * @param maxBytes most bytes of what is sealed
   */
  static void require(
      ChangeBuilder change, String entity, String what, Envelope envelope, int maxBytes) {
    if (envelope != null) {
      requireForm(entity, what, envelope, maxBytes);
      requireVersion(change, entity, what, envelope.getSecretVersion());
    }
  }

  /** As {@link #require}, of any version. */
  static void requireForm(String entity, String what, Envelope envelope, int maxBytes) {
    int length = envelope.getCiphertext().remaining();
    if (length > maxBytes + TAG_BYTES) {
      throw new RefusedException(
          Codes.VALUE_TOO_LARGE,
          entity,
          "the sealed value of %s has %d bytes, at most %d are allowed"
                  .formatted(what, length, maxBytes + TAG_BYTES)
              + "; keep large texts as managed content");
    }
    if (length < TAG_BYTES || envelope.getNonce().remaining() != NONCE_BYTES) {
      throw new RefusedException(
          Codes.INVALID_REQUEST,
          entity,
          "the envelope of %s has a nonce of %d and a ciphertext of %d bytes, wanted %d and %d or"
                  .formatted(what, envelope.getNonce().remaining(), length, NONCE_BYTES, TAG_BYTES)
              + " more; seal the value again");
    }
  }

  /** Looks single entities up: a view of the whole image would be dear for each of many values. */
  private static void requireVersion(
      ChangeBuilder change, String entity, String what, int version) {
    boolean usable =
        change
            .entity(EntityKeys.secret(version))
            .map(secret -> secret.payload(SecretChanged.class).getSecret().getState())
            .map(state -> state != SecretState.RETIRED)
            .orElse(version == TrustImage.FIRST_SECRET);
    if (!usable) {
      throw new RefusedException(
          Codes.INVALID_SECRET,
          entity,
          "%s is sealed with version %d of the cluster secret, which is retired or unknown; seal it"
                  .formatted(what, version)
              + " with the current version and repeat");
    }
  }
}
