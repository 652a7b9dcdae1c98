package io.lockstep.state.decide;

import io.lockstep.schema.Event;
import io.lockstep.schema.Outcome;
import io.lockstep.state.image.ClusterImage;
import java.util.List;

/**
 * What becomes of commands.
 *
 * @param events to be written, with consecutive revisions
 * @param outcomes one for each submission that was not decided before
 * @param image what the image is to be after the events
 * @param consumed number of commands that need not be read again
 * @param termEnds whether the role went to another node, so that nothing may be decided any more
 */
public record Decision(
    List<Event> events,
    List<Outcome> outcomes,
    ClusterImage image,
    int consumed,
    boolean termEnds) {}
