/**
 * TOML, edited in place. {@code TomlParser} reads a file with the place of every key and value;
 * tomlj reads it too and has to agree, before an edit and after it.
 */
package io.lockstep.materialize.format.toml;
