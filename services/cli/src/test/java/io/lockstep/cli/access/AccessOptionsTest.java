package io.lockstep.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.cli.failure.Failure;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessOptionsTest {
  private static final Optional<Path> FOLDER = Optional.of(Path.of("none", "admin.token"));

  @Test
  void prefersTheEnvironmentToTheFolder() {
    NodeAccess access =
        new AccessOptions()
            .access(
                Optional.empty(),
                FOLDER,
                name -> name.equals("LOCKSTEP_TOKEN") ? " a.b.c\n" : null);

    assertThat(access.authorization()).contains("Bearer a.b.c");
  }

  @Test
  void asksWithoutASessionWhereThereIsNone() {
    NodeAccess access =
        new AccessOptions().access(Optional.empty(), Optional.empty(), name -> null);

    assertThat(access.authorization()).isEmpty();
  }

  @Test
  void doesNotRepeatWhatIsNoToken() {
    NodeAccess access =
        new AccessOptions().access(Optional.empty(), Optional.empty(), name -> "my password");

    assertThatThrownBy(access::authorization)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("LOCKSTEP_TOKEN")
        .hasMessageNotContaining("password");
  }
}
