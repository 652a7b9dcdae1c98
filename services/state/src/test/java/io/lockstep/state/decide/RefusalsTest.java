package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.operation;
import static io.lockstep.state.testing.Samples.set;
import static io.lockstep.state.testing.Samples.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.ChangeSecret;
import io.lockstep.schema.ChangeToken;
import io.lockstep.schema.Command;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.Extension;
import io.lockstep.schema.InstallLicence;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Licence;
import io.lockstep.schema.Member;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.RaiseFormat;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveCertificate;
import io.lockstep.schema.RemoveContent;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.schema.Token;
import io.lockstep.schema.TokenKind;
import io.lockstep.schema.TokenState;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One way to each refusal: what was wrong with which thing, and what to do. */
class RefusalsTest {
  private record Case(String[] named, String remedy, Function<Cluster, Refusal> way) {}

  private static final Member N2 = Samples.securedBuilder("n2").build();
  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  /** What the primary refuses before anything is decided. */
  private static final Set<String> BEFORE = Set.of(Codes.BAD_SIGNATURE);

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
        List.of("Extension"),
        "run one that can",
        c -> c.refuse(new Extension("x", "y", false, ByteBuffer.allocate(0))));
    when(
        Codes.SECRET_MISMATCH,
        List.of("n2", "f9", "f1"),
        "copy the",
        joining(Samples.securedBuilder("n2").setSecretFingerprint("f9").build(), 1, c -> {}));
    when(
        Codes.SECRET_NOT_PROVEN,
        List.of("n2", "f1"),
        "copy the secret",
        joining(N2, 1, c -> c.proven = false));
    when(Codes.TOKEN_MISSING, List.of("n2"), "token create", c -> joined(N2, null, x -> {}));
    when(
        Codes.TOKEN_UNKNOWN,
        List.of("n2", token(99).getId()),
        "token create",
        joining(N2, 99, c -> {}));
    when(
        Codes.TOKEN_USED,
        List.of(token(1).getId()),
        "create another",
        joining(N2, 1, c -> c.accept(new ChangeToken(in(TokenState.USED)))));
    when(
        Codes.TOKEN_EXPIRED,
        List.of(token(1).getId(), "1970-01-02T00:00:00Z"),
        "create another",
        joining(N2, 1, c -> c.now = 86_400_000));
    when(
        Codes.TOKEN_REVOKED,
        List.of(token(1).getId()),
        "create another",
        joining(N2, 1, c -> c.accept(new ChangeToken(in(TokenState.REVOKED)))));
    Token bound = Token.newBuilder(token(50)).setSubject("n7").build();
    when(
        Codes.TOKEN_WRONG_NODE,
        List.of(bound.getId(), "n2", "n7"),
        "create one",
        joining(N2, 50, c -> c.accept(new ChangeToken(bound))));
    Token session = Token.newBuilder(token(50)).setKind(TokenKind.SESSION).build();
    when(
        Codes.TOKEN_WRONG_KIND,
        List.of(session.getId(), "SESSION"),
        "create a join token",
        joining(N2, 50, c -> c.accept(new ChangeToken(session))));
    when(
        Codes.SOFTWARE_VERSION,
        List.of("n2", "9.0", "0.1.0"),
        "run the same",
        joining(Samples.securedBuilder("n2").setSoftwareVersion("9.0").build(), 1, c -> {}));
    when(
        Codes.PRODUCT_VERSION,
        List.of("n2", "5.4", "5.5"),
        "install that",
        joining(
            Samples.securedBuilder("n2").setProductVersion("5.4").build(),
            1,
            c ->
                c.accept(
                    new ChangeNode(
                        Samples.securedBuilder("n1").setProductVersion("5.5").build()))));
    when(
        Codes.CLOCK_SKEW,
        List.of("n2", "-6000 ms", "5000"),
        "set it",
        joining(N2, 1, c -> c.skew = -6_000));
    Licence licence = Licence.newBuilder().setNode("n1").setProduct("p").setCap(1).build();
    when(
        Codes.LICENCE_CAP,
        List.of("n2", "number 2", "n1", "p", "allows 1"),
        "install one",
        joining(N2, 1, c -> c.accept(new InstallLicence(licence))));
    when(
        Codes.SECRET_VALUE,
        List.of("a", "shared"),
        "send it as a secret",
        c -> {
          c.accept(Samples.secret("a", 1));
          return c.refuse(set("a", "1"));
        });
    when(
        Codes.INVALID_CERTIFICATE,
        List.of("\"A\"", "lower-case"),
        "choose another",
        c -> c.refuse(Samples.importing("A", "a", false)));
    when(
        Codes.CERTIFICATE_EXISTS,
        List.of("\"a\"", "CN=x"),
        "with replace",
        c -> {
          c.accept(Samples.importing("a", "x", false));
          return c.refuse(Samples.importing("a", "y", false));
        });
    when(
        Codes.CERTIFICATE_IN_USE,
        List.of("\"a\"", "Cluster.Crypto.Alias"),
        "set that to another",
        c -> {
          c.accept(Samples.importing("a", "x", false), set("Cluster.Crypto.Alias", "a"));
          return c.refuse(new RemoveCertificate("a"));
        });
    when(
        Codes.PROFILE_IN_USE,
        List.of("shop", "Cluster.profiles"),
        "use another there first",
        c -> {
          c.profiles = new ProfileDeciderTest.Shop();
          c.accept(set("Profile.shop", "good"), set("Cluster.profiles", "shop"));
          return c.refuse(Samples.unset("Profile.shop"));
        });
    when(
        Codes.INVALID_LICENCE,
        List.of("p", "0 nodes"),
        "at least 1",
        c -> c.refuse(new InstallLicence(Licence.newBuilder(licence).setCap(0).build())));
    when(
        Codes.INVALID_SECRET,
        List.of("version 4", "version 2"),
        "rotate again",
        c -> Cluster.secured().refuse(SecretDeciderTest.rotation(4, "n1")));
    when(
        Codes.SECRET_IN_USE,
        List.of("version 1", "1 values", "configuration/a"),
        "seal them",
        RefusalsTest::inUse);
    when(
        Codes.INVALID_TOKEN,
        List.of("\"t\"", "SHA-256"),
        "64 lower-case",
        c -> c.refuse(new ChangeToken(Token.newBuilder(token(1)).setId("t").build())));
  }

  private static Function<Cluster, Refusal> joining(
      Member member, int token, Consumer<Cluster> before) {
    return unused -> joined(member, token(token), before);
  }

  private static Refusal joined(Member member, Token token, Consumer<Cluster> before) {
    Cluster cluster = Cluster.secured();
    before.accept(cluster);
    return cluster.refuseFrom(member.getId(), Samples.join(member, token));
  }

  private static Refusal inUse(Cluster unused) {
    Cluster cluster = Cluster.secured();
    cluster.accept(Samples.secret("a", 1));
    cluster.accept(SecretDeciderTest.rotation(2, "n1"));
    SecretVersion first = cluster.image().trust().secretVersion(1).orElseThrow();
    return cluster.refuse(
        new ChangeSecret(SecretVersion.newBuilder(first).setState(SecretState.RETIRED).build()));
  }

  private static Token in(TokenState state) {
    return Token.newBuilder(token(1)).setState(state).build();
  }

  @Test
  void everyCodeHasAWayToIt() throws IllegalAccessException {
    Set<String> codes = new TreeSet<>();
    for (Field field : Codes.class.getDeclaredFields()) {
      codes.add(Objects.toString(field.get(null)));
    }

    codes.removeAll(BEFORE);

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
