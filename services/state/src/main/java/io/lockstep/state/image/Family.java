package io.lockstep.state.image;

/** A kind of entities that are kept and read together. */
enum Family {
  FOUNDATION,
  CONFIGURATION,
  MEMBERS,
  PROMOTION,
  CONTENT,
  TRUST
}
