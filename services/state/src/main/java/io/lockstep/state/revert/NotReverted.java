package io.lockstep.state.revert;

import io.lockstep.state.describe.EntityName;

/**
 * An entity that differs and stays as it is.
 *
 * @param why a reason that people understand
 */
public record NotReverted(EntityName entity, String why) {}
