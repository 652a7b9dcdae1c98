package io.lockstep.node.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.schema.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final List<FolderSpec> WANTED =
      List.of(new FolderSpec("web", "web", List.of("**"), List.of(), Map.of(), List.of()));

  private final Arrivals arrivals = new Arrivals();

  private static FolderStatus status(int toWrite) {
    return new FolderStatus("web", "/srv/web", 3, 12, 0, toWrite, toWrite == 0, 7, List.of());
  }

  private List<String> problems(Map<String, FolderStatus> statuses) {
    return arrivals.problems(WANTED, statuses).stream().map(Problem::getMessage).toList();
  }

  @Test
  void aFolderThatNobodyLookedAtIsBehind() {
    assertThat(problems(Map.of())).singleElement().asString().contains("\"web\"", "not compared");
  }

  @Test
  void aFolderThatMissesSomethingIsBehind() {
    arrivals.looked(status(2), false);

    assertThat(problems(Map.of("web", status(2))))
        .singleElement()
        .asString()
        .contains("2 paths are still to be written");
  }

  @Test
  void aFolderThatVanishedIsBehind() {
    arrivals.looked(status(0), true);

    assertThat(problems(Map.of("web", status(0))))
        .singleElement()
        .asString()
        .contains("missing on the disk");
  }

  @Test
  void whatCameOnceDoesNotStopTheProductAgain() {
    arrivals.looked(status(0), false);
    arrivals.looked(status(2), false);

    assertThat(problems(Map.of("web", status(2)))).isEmpty();
  }
}
