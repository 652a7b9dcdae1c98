package io.lockstep.materialize.profile.template;

import java.util.List;

/**
 * A tag or an interpolation of a template.
 *
 * @param name of a directive, with '/' before it where it closes; empty for an interpolation
 * @param code what stands in it, each literal replaced by its number in quotes
 * @param literals the texts in quotes, in order
 * @param end where it ends in the source
 * @param line where it begins, from 1
 */
record TemplatePart(String name, String code, List<String> literals, int end, int line) {}
