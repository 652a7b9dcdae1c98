package io.lockstep.state.image;

import io.lockstep.schema.ContentEntry;
import io.lockstep.schema.ContentPublished;
import java.util.Collection;
import java.util.Optional;

/** The paths of managed content. */
public record ContentImage(EntityMap entities) {
  /** What stands at a path of a folder. */
  public Optional<ContentEntry> get(String folder, String path) {
    return entities
        .get(EntityKeys.content(folder, path))
        .map(entity -> entity.payload(ContentPublished.class).getEntry());
  }

  /** All, ordered by folder and path. */
  public Collection<Entity> all() {
    return entities.sorted();
  }
}
