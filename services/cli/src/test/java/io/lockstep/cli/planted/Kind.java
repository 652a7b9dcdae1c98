package io.lockstep.cli.planted;

/** What a planted secret is, which says in which files it may stand. */
enum Kind {
  CLUSTER_SECRET,
  NODE_KEY,
  AUTHORITY_KEY,
  CERTIFICATE_KEY,
  PARAMETER,
  PASSWORD,
  JOIN_TOKEN,
  SESSION,
  LICENCE,
  /** No secret at all: what is planted to see that the scan would find one. */
  VISIBLE
}
