package io.lockstep.materialize.content;

/**
 * A piece of a file.
 *
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param length in bytes
 */
public record Piece(String sha256, int length) {}
