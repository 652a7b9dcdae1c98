package io.lockstep.state.revert;

import io.lockstep.schema.Operation;
import io.lockstep.state.describe.EntityChange;

/**
 * A step on the way back.
 *
 * @param operation what to ask for; it expects the revision that the entity had when it was planned
 * @param change what becomes of the entity
 */
public record RevertStep(Operation operation, EntityChange change) {}
