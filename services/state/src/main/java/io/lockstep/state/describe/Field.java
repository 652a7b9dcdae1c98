package io.lockstep.state.describe;

/**
 * A field of an entity for people.
 *
 * @param name path in the entity, such as {@code attributes.zone}
 * @param value null for none; "(secret)" where it is sealed
 */
public record Field(String name, String value) {}
