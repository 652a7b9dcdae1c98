package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoggingTest {
  @Test
  void keepsCommandsQuietAndLetsANodeLog() {
    assertThat(Logging.configuration(List.of("config", "list"))).contains("quiet");
    assertThat(Logging.configuration(List.of())).contains("quiet");
    assertThat(Logging.configuration(List.of("node", "list"))).contains("quiet");
    assertThat(Logging.configuration(List.of("node", "run", "--config", "f"))).contains("node");
    assertThat(Logging.configuration(List.of("status", "run", "--config"))).contains("node");
    assertThat(Logging.configuration(List.of("status", "--watch"))).contains("quiet");
  }

  @Test
  void findsBothConfigurations() {
    for (String command : List.of("list", "run")) {
      String name = Logging.configuration(List.of("node", command));
      assertThat(Logging.class.getClassLoader().getResource(name)).as(name).isNotNull();
    }
  }
}
