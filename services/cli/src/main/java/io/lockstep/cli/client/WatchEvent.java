package io.lockstep.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event of a watch.
 *
 * @param id revision; null where it has none
 * @param name {@code change}, {@code state}, {@code reset} or {@code end}
 */
public record WatchEvent(Long id, String name, JsonNode data) {}
