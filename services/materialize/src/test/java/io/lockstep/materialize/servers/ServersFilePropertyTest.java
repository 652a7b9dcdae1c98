package io.lockstep.materialize.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.PromotionEntry;
import io.lockstep.state.decide.Hosts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ServersFilePropertyTest {
  private static final int FILES = 2_000;

  @Test
  void readsEverySpellingOfAnOrderAsThatOrder() {
    for (long seed = 0; seed < FILES; seed++) {
      OddServers odd = new OddServers(seed);
      ServersFile order = odd.order();
      byte[] spelled = odd.spell(order).getBytes(StandardCharsets.UTF_8);

      assertThat(ServersFile.parse(spelled)).as("seed %d", seed).isEqualTo(order);
    }
  }

  @Test
  void readsBackWhatItWroteAndWritesItAgainByteForByte() {
    for (long seed = 0; seed < FILES; seed++) {
      ServersFile order = new OddServers(seed).order();
      byte[] bytes = order.format();

      assertThat(ServersFile.parse(bytes)).as("seed %d", seed).isEqualTo(order);
      assertThat(ServersFile.parse(bytes).format()).as("seed %d", seed).isEqualTo(bytes);
    }
  }

  @Test
  void refusesOrStablyRewritesNoise() {
    int read = 0;
    for (long seed = 0; seed < 50 * FILES; seed++) {
      String noise = new OddServers(seed).noise();
      ServersFile file;
      try {
        file = ServersFile.parse(noise);
      } catch (MalformedServersException e) {
        assertThat(e.line()).isPositive();
        continue;
      }
      read++;
      byte[] bytes = file.format();
      assertThat(ServersFile.parse(bytes)).as("seed %d", seed).isEqualTo(file);
    }
    assertThat(read).isGreaterThan(FILES);
  }

  @Test
  void refusesAHostThatIsThereInAnotherLetterCase() {
    int refused = 0;
    for (long seed = 0; seed < FILES; seed++) {
      ServersFile order = new OddServers(seed).order();
      if (order.entries().isEmpty()) {
        continue;
      }
      PromotionEntry first = order.entries().get(0);
      String host = first.getHost().split("%")[0].toUpperCase(Locale.ROOT);
      String zone = first.getHost().substring(host.length());
      List<PromotionEntry> twice = new ArrayList<>(order.entries());
      twice.add(
          new PromotionEntry(
              host + zone, "https://other:" + Hosts.port(first.getUrl()), true, List.of()));
      byte[] bytes = new ServersFile(twice, List.of()).format();

      assertThatThrownBy(() -> ServersFile.parse(bytes))
          .as("seed %d", seed)
          .isInstanceOf(MalformedServersException.class)
          .hasMessageContaining("already");
      refused++;
    }
    assertThat(refused).isGreaterThan(FILES / 2);
  }
}
