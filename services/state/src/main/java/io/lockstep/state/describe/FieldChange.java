package io.lockstep.state.describe;

/**
 * What became of a field.
 *
 * @param name path in the entity, such as {@code attributes.zone}
 * @param before null for none; "(secret)" where it was sealed
 * @param after null for none; "(secret)" where it is sealed. Both are "(secret)" where it was
 *     sealed anew, whether what is in it changed or not
 */
public record FieldChange(String name, String before, String after) {}
