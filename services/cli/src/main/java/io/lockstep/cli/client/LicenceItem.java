package io.lockstep.cli.client;

/**
 * A node's licence of a product.
 *
 * @param cap how many nodes it allows; null for any number
 * @param expires ISO 8601, UTC; null for never
 * @param content whether it has some, which stays sealed
 */
public record LicenceItem(
    String node, String product, Integer cap, String expires, boolean content, long revision) {}
