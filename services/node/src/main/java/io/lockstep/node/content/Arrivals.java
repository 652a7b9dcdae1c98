package io.lockstep.node.content;

import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.schema.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which folders have had all that the cluster has, since the node started. What comes later comes
 * while the product runs; before it starts, all has to be there. Any thread.
 */
final class Arrivals {
  private final Set<String> arrived = ConcurrentHashMap.newKeySet();

  /** Notes what a look at a folder came to. */
  void looked(FolderStatus status, boolean vanished) {
    if (status.toWrite() == 0 && !vanished) {
      arrived.add(status.folder());
    }
  }

  /** What keeps the product from starting. */
  List<Problem> problems(Collection<FolderSpec> wanted, Map<String, FolderStatus> statuses) {
    List<Problem> problems = new ArrayList<>();
    for (FolderSpec spec : wanted) {
      if (!arrived.contains(spec.name())) {
        FolderStatus status = statuses.get(spec.name());
        String why =
            status == null
                ? "it was not compared with the cluster's yet"
                : status.toWrite() > 0
                    ? "%d paths are still to be written".formatted(status.toWrite())
                    : "most of it is missing on the disk";
        problems.add(
            Problem.newBuilder()
                .setCode(ContentService.BEHIND)
                .setMessage(
                    "folder \"%s\" has not been in step since the node started: %s; see lockstep"
                            .formatted(spec.name(), why)
                        + " content status")
                .setOffset(null)
                .build());
      }
    }
    return problems;
  }
}
