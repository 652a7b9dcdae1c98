package io.lockstep.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What changes of what a member is for; null is left as it is.
 *
 * @param site its site; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeDuties(
    String site,
    List<String> addRoles,
    List<String> removeRoles,
    Map<String, String> attributes,
    List<String> removeAttributes) {}
