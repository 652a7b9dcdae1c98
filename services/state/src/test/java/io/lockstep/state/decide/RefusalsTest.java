package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.operation;
import static io.lockstep.state.testing.Samples.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ChangeToken;
import io.lockstep.schema.Command;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.RaiseFormat;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveContent;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.schema.Token;
import io.lockstep.schema.TokenKind;
import io.lockstep.schema.TokenState;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One way to each refusal: what was wrong with which thing, and what to do. */
class RefusalsTest {
  private record Case(String[] named, String remedy, Function<Cluster, Refusal> way) {}

  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  private static void when(
      String code, List<String> named, String remedy, Function<Cluster, Refusal> way) {
    CASES.put(code, new Case(named.toArray(String[]::new), remedy, way));
  }

  static {
    when(Codes.WRONG_CLUSTER, List.of("green", "blue"), "send it", RefusalsTest::elsewhere);
    when(Codes.UNKNOWN_NODE, List.of("n9", "blue"), "join", c -> c.refuseFrom("n9", set("a", "1")));
    when(
        Codes.NODE_REMOVED,
        List.of("n3", "blue"),
        "join again",
        c -> {
          c.accept(new RemoveNode("n3"));
          return c.refuseFrom("n3", set("a", "1"));
        });
    when(
        Codes.DUPLICATE_NODE,
        List.of("n2", "http://n2.example:8080"),
        "another id",
        c -> c.refuseFrom("n2", join(Samples.member("n2"))));
    when(
        Codes.DUPLICATE_HOST,
        List.of("n4", "n2", "n2.example"),
        "give each its own",
        c -> c.refuse(join(Samples.memberBuilder("n4").setHost("n2.example").build())));
    when(
        Codes.CONFLICT,
        List.of("configuration/a", "revision 5"),
        "read it again",
        c -> c.refuse(operation(set("a", "1"), 5L)));
    when(Codes.NOT_FOUND, List.of("n9"), "node list", c -> c.refuse(new DrainNode("n9")));
    when(
        Codes.INVALID_KEY, List.of("\"a b\"", "1 to 255"), "rename", c -> c.refuse(set("a b", "")));
    when(
        Codes.INVALID_VALUE,
        List.of("Cluster.mode", "\"on\"", "active, passive"),
        "set it to",
        c -> c.refuse(set("Cluster.mode", "on")));
    when(
        Codes.VALUE_TOO_LARGE,
        List.of("a", "262145 bytes", "262144"),
        "managed content",
        c -> c.refuse(set("a", "x".repeat(262_145))));
    when(Codes.NOT_UTF8, List.of("a", "surrogate"), "UTF-8", c -> c.refuse(set("a", "\ud83d")));
    when(
        Codes.UNKNOWN_SCOPE,
        List.of("\"n9\""),
        "lockstep node list",
        c -> c.refuse(set("a", "node:n9", "1")));
    when(
        Codes.SCOPE_NOT_ALLOWED,
        List.of("Cluster.mode", "\"node:n1\""),
        "set it in scope shared",
        c -> c.refuse(set("Cluster.mode", "node:n1", "active")));
    when(
        Codes.INVALID_NODE,
        List.of("\"a b\""),
        "letters, digits",
        c -> c.refuse(join(Samples.memberBuilder("n4").setId("a b").build())));
    when(
        Codes.INVALID_ORDER,
        List.of("\"nowhere\"", "n2.example"),
        "write https://",
        RefusalsTest::badOrder);
    when(
        Codes.INVALID_PATH,
        List.of("../x", "web"),
        "write segments",
        c -> c.refuse(new RemoveContent("web", "../x")));
    when(
        Codes.NODE_IS_PRIMARY,
        List.of("n1"),
        "promote another",
        c -> c.refuse(new RemoveNode("n1")));
    when(
        Codes.NOT_ENTITLED,
        List.of("n2", "drained"),
        "resume it",
        c -> {
          c.accept(new DrainNode("n2"));
          return c.refuse(promote(PromotionReason.MANUAL));
        });
    when(
        Codes.NODE_LAGS,
        List.of("n2", "7 events"),
        "wait until",
        c -> {
          c.lags.put("n2", 7L);
          return c.refuse(promote(PromotionReason.MANUAL));
        });
    when(
        Codes.NODE_NOT_ALIVE,
        List.of("n2", "10000 ms"),
        "start it",
        c -> {
          c.silent.add("n2");
          return c.refuse(promote(PromotionReason.MANUAL));
        });
    when(
        Codes.NO_SUCCESSOR,
        List.of("n1"),
        "bring one up",
        c -> {
          c.silent.addAll(List.of("n2", "n3"));
          return c.refuse(new DrainNode("n1"));
        });
    when(
        Codes.INVALID_FORMAT,
        List.of("level is 1", "to 2"),
        "up to 1",
        c -> c.refuse(new RaiseFormat(2)));
    when(
        Codes.FORMAT_NOT_SUPPORTED,
        List.of("n4", "level 0", "at 1"),
        "newer version",
        c -> c.refuse(join(Samples.memberBuilder("n4").setFormatLevel(0).build())));
    when(Codes.INVALID_REQUEST, List.of("1 to 50000", "has 0"), "split it", c -> c.refuse());
    when(
        Codes.NOT_SUPPORTED,
        List.of("ChangeToken"),
        "run one that can",
        c ->
            c.refuse(
                new ChangeToken(
                    new Token("t", TokenKind.JOIN, TokenState.USED, Instant.EPOCH, null))));
  }

  @Test
  void everyCodeHasAWayToIt() throws IllegalAccessException {
    Set<String> codes = new TreeSet<>();
    for (Field field : Codes.class.getDeclaredFields()) {
      codes.add(Objects.toString(field.get(null)));
    }

    assertThat(CASES.keySet()).containsExactlyInAnyOrderElementsOf(codes);
    assertThat(codes).allMatch(code -> code.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void everyMessageNamesTheThingAndWhatToDo() {
    CASES.forEach(
        (code, way) -> {
          Refusal refusal = way.way().apply(Cluster.ofThree());

          assertThat(refusal.getCode()).isEqualTo(code);
          assertThat(refusal.getMessage())
              .as(code)
              .contains(way.named())
              .contains(way.remedy())
              .doesNotContain("%s", "%d", "null")
              .hasSizeLessThan(400);
        });
  }

  @Test
  void whatIsAboutAnEntityNamesIt() {
    Set<String> without =
        Set.of(Codes.INVALID_KEY, Codes.INVALID_PATH, Codes.INVALID_REQUEST, Codes.NOT_SUPPORTED);
    CASES.forEach(
        (code, way) -> {
          Refusal refusal = way.way().apply(Cluster.ofThree());

          assertThat(refusal.getEntity() == null).as(code).isEqualTo(without.contains(code));
        });
  }

  private static Refusal elsewhere(Cluster cluster) {
    Command command = Samples.command("n1", Samples.submission("c", set("a", "1")));
    command.setCluster("green");
    return cluster.decide(command).outcomes().get(0).getRefusal();
  }

  private static Refusal badOrder(Cluster cluster) {
    var entry = Samples.entry("n2", true);
    entry.setUrl("nowhere");
    return cluster.refuse(new SetPromotionOrder(Arrays.asList(entry), List.of()));
  }

  private static PromoteNode promote(PromotionReason reason) {
    return new PromoteNode("n2", reason);
  }

  private static JoinNode join(Member member) {
    return JoinNode.newBuilder().setMember(member).build();
  }
}
