package io.lockstep.materialize.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  @Test
  void saysWhatToDoAboutWhatIsInTheWay() {
    assertThat(Reasons.of(new IOException("No space left on device")))
        .isEqualTo("cannot be written: no space is left on its device; free some space there");
    assertThat(Reasons.of(new AccessDeniedException("/web/f")))
        .startsWith("cannot be written: user ")
        .contains("may not; give that user the right to write to the folder");
  }
}
