package io.lockstep.node.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.testing.ManualTime;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.state.image.ClusterImage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LostBeginningTest {
  private final ManualTime time = new ManualTime();
  private final ClusterImage image = WrittenLog.founded().set("a", "1").unset("a").image();
  private final Warnings warnings = new Warnings();
  private final List<Collection<?>> scans = new ArrayList<>();
  private long begin;
  private boolean silent;

  private final LostBeginning beginning =
      new LostBeginning(
          fake(PrimaryLog.class, this::answer),
          warnings,
          fake(Surroundings.class, (name, argument) -> time.getAsLong()));

  private interface Answers {
    Object to(String method, Object argument);
  }

  private static <T> T fake(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                answers.to(method.getName(), arguments == null ? null : arguments[0])));
  }

  private Object answer(String method, Object argument) {
    if (silent) {
      throw new LogUnavailableException("the brokers are away", null);
    }
    if (method.equals("eventsBegin")) {
      return begin;
    }
    assertThat(method).isEqualTo("missing");
    scans.add((Collection<?>) argument);
    return Set.of("node/n1", "cluster", "configuration/a", "secret/1");
  }

  private void look() {
    time.pass(Duration.ofMinutes(2));
    beginning.look(image);
  }

  @Test
  void asksForNothingWhereTheLogBeginsAtItsStart() {
    look();

    assertThat(scans).isEmpty();
    assertThat(beginning.isPending()).isFalse();
  }

  @Test
  void namesTheFoundingAndTheSecretsFirstAndWarnsOnceAllIsWritten() {
    begin = 40;
    look();

    assertThat(beginning.next(2)).containsExactly("cluster", "secret/1");
    beginning.written(2, image);
    assertThat(warnings.all()).isEmpty();
    assertThat(beginning.next(500)).containsExactly("configuration/a", "node/n1");
    beginning.written(2, image);

    assertThat(beginning.isPending()).isFalse();
    assertThat(warnings.all())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.getOffset()).isEqualTo(40);
              assertThat(warning.getMessage())
                  .contains("lockstep.test.events begins at offset 40", "4 entities");
            });
  }

  @Test
  void looksThroughTheLogOnceForEachBegin() {
    begin = 40;
    look();
    beginning.written(4, image);
    look();
    assertThat(scans).hasSize(1);

    begin = 41;
    look();

    assertThat(scans).hasSize(2);
    assertThat(List.copyOf(scans.get(1))).asString().contains("configuration/a", "node/n1");
  }

  @Test
  void findsAnewWhatATermHasNotWritten() {
    begin = 40;
    look();
    beginning.written(1, image);

    beginning.forget();
    look();

    assertThat(scans).hasSize(2);
    assertThat(beginning.next(500)).hasSize(4);
  }

  @Test
  void outlivesBrokersThatDoNotAnswer() {
    begin = 40;
    silent = true;
    look();
    assertThat(beginning.isPending()).isFalse();

    silent = false;
    look();

    assertThat(beginning.isPending()).isTrue();
  }
}
