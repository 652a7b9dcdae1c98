package io.lockstep.state.image;

/** Certificates, trust anchors, licences, versions of the cluster secret, and tokens. */
public record TrustImage(EntityMap entities) {}
