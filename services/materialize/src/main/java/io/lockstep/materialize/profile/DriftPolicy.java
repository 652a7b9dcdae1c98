package io.lockstep.materialize.profile;

/** What becomes of a managed file, or of the managed values in one, that somebody changed. */
public enum DriftPolicy {
  /** It is written as it was; the bytes of others are kept aside. */
  REPAIR,
  /** What stands there becomes a change of the cluster, which is written everywhere. */
  ADOPT,
  /** It stays, and the node says that it drifted, until the cluster wants something else there. */
  REPORT
}
