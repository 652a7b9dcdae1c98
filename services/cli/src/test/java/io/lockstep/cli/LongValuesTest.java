package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongValuesTest extends AgainstARecordedNode {
  private static final int WIDTH = 200;
  private static final String PROFILE = "profile: shop\\n" + "parameters: {}\\n".repeat(300);
  private static final String LIST = "a,".repeat(1_000);

  private static String item(String key, String value) {
    return "{\"key\":\"%s\",\"scope\":\"shared\",\"value\":\"%s\",\"revision\":5,\"actor\":\"ann\",\"time\":\"t\"}"
        .formatted(key, value);
  }

  @Test
  void aListShowsLongValuesInOneShortLine() {
    String items =
        item("Profile.shop", PROFILE) + "," + item("list", LIST) + "," + item("mail.host", "h");
    node.answer("GET /api/v1/configuration", 200, "{\"revision\":9,\"items\":[" + items + "]}");

    Run table = lockstep("config", "list");
    Run json = lockstep("config", "list", "--output", "json");

    assertThat(table.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(WIDTH));
    assertThat(table.out())
        .contains("profile: shop… (301 lines) ", "a".concat(",a".repeat(29)) + "… ", "shared  h  ")
        .endsWith("\nvalues with … are shortened; --output json has them whole\n");
    assertThat(json.out()).contains(PROFILE, LIST);
  }

  @Test
  void soDoOneParameterAndItsHistory() {
    node.answer(
            "GET /api/v1/configuration/Profile.shop?scope=shared",
            200,
            item("Profile.shop", PROFILE))
        .answer(
            "GET /api/v1/configuration/Profile.shop/history?scope=shared&limit=100",
            200,
            "{\"begins\":1,\"items\":[" + item("Profile.shop", PROFILE) + "]}");

    String shown =
        lockstep("config", "get", "Profile.shop").out()
            + lockstep("config", "history", "Profile.shop").out();

    assertThat(shown.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(WIDTH));
    assertThat(shown).contains("profile: shop… (301 lines)");
  }
}
