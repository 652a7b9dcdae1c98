package io.lockstep.node.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.node.command.Submissions;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.Operation;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.SetPromotionOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnicodeCheckTest {
  private static List<Operation> step(Object action) {
    return List.of(Submissions.operation(action, null));
  }

  @Test
  void takesEveryWholeCharacter() {
    assertThatCode(
            () -> UnicodeCheck.require(step(WrittenLog.setting("ключ", "\ud83d\ude00 \u0000 ü"))))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesHalfACharacterWhereverItIs() {
    PromotionEntry entry =
        PromotionEntry.newBuilder().setHost("h\ude00").setUrl("https://h:444").build();
    for (Object action :
        List.of(
            WrittenLog.setting("a", "x\ud83d"),
            WrittenLog.setting("\ude00", "x"),
            new RemoveNode("n\ud83d"),
            new SetPromotionOrder(List.of(entry), List.of()),
            new SetPromotionOrder(List.of(), List.of("# \ud83d")))) {
      assertThatThrownBy(() -> UnicodeCheck.require(step(action)))
          .as("%s", action.getClass())
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("half a surrogate pair");
    }
  }
}
