package io.lockstep.trust.certificate;

/** Why a certificate, its key or its file is refused. */
public enum CertificateProblem {
  /** The password does not open the file, or the file was altered. */
  WRONG_PASSWORD("wrong-password"),
  /** There is no private key. */
  MISSING_KEY("missing-key"),
  /** There is no certificate. */
  NO_CERTIFICATE("no-certificate"),
  /** A private key fits none of the certificates. */
  KEY_MISMATCH("key-mismatch"),
  /** A certificate of the chain is missing, or did not issue the one before. */
  BROKEN_CHAIN("broken-chain"),
  /** A certificate of the chain has ended. */
  EXPIRED("expired"),
  /** A certificate of the chain has not begun. */
  NOT_YET_VALID("not-yet-valid"),
  /** A key is too short or of a kind that is not supported. */
  WEAK_KEY("weak-key"),
  /** A certificate of the chain is signed with a broken algorithm. */
  WEAK_SIGNATURE("weak-signature"),
  /** The file is in no form that is known. */
  UNREADABLE("unreadable"),
  /** The file asks for more password hashing than is reasonable. */
  ITERATION_BOMB("iteration-bomb"),
  /** The file is too long, or has too many things in it. */
  TOO_LARGE("too-large"),
  /** The file has several entries, and none was named. */
  AMBIGUOUS_ENTRY("ambiguous-entry"),
  /** The file has no entry of that name. */
  UNKNOWN_ENTRY("unknown-entry"),
  /** The alias is not allowed. */
  INVALID_ALIAS("invalid-alias"),
  /** A name in the certificate is neither a host name nor an address. */
  INVALID_NAME("invalid-name"),
  /** The life of a certificate to be made is none, or too long. */
  INVALID_LIFE("invalid-life"),
  /** The password is not fit for the file to write. */
  UNFIT_PASSWORD("unfit-password"),
  /** There is no certificate with that alias. */
  UNKNOWN_CERTIFICATE("unknown-certificate");

  private final String code;

  CertificateProblem(String code) {
    this.code = code;
  }

  /** Stable code, lower-case words joined by hyphens. */
  public String code() {
    return code;
  }

  /** A refusal for this reason. */
  public CertificateRefusedException refuse(String message) {
    return new CertificateRefusedException(this, message);
  }
}
