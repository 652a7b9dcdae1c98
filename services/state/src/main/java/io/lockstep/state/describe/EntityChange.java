package io.lockstep.state.describe;

import java.util.List;

/**
 * What became of an entity between two states.
 *
 * @param operation {@code added}, {@code changed} or {@code removed}
 * @param fields those that differ, in the order of the schema
 */
public record EntityChange(EntityName entity, String operation, List<FieldChange> fields) {}
