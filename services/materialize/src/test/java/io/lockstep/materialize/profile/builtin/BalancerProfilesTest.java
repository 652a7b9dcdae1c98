package io.lockstep.materialize.profile.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.Images;
import io.lockstep.materialize.TestSecrets;
import io.lockstep.materialize.hook.CommandResult;
import io.lockstep.materialize.hook.CommandRunner;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.render.DefinedProfile;
import io.lockstep.materialize.profile.render.StoreMaker;
import io.lockstep.materialize.testing.Tools;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.KnownParameter.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the profiles of balancers make, shown to the balancers themselves. */
class BalancerProfilesTest {
  private static final List<String> BALANCERS = List.of("haproxy", "nginx");

  /** What ends a value or a line in either file. */
  private static final String ODD = "{\n}\r;\t#\"'\\ é";

  @TempDir Path folder;

  private static ProfileDefinition definition(String balancer) {
    return BuiltinProfiles.all().profile(balancer).orElseThrow().orThrow();
  }

  /** lb1 is the balancer, and no more than that. */
  private static Images members(String balancer, int count) {
    Images images =
        Images.empty()
            .join("lb1", "127.0.2.1", "east", List.of())
            .set("Cluster.profiles", "node:lb1", balancer)
            .set("nginx.pid", "shared", "nginx.pid");
    for (int i = 1; i <= count; i++) {
      images = images.join("n" + i, "127.0.1." + i, "east", List.of(i == 1 ? "web" : "engine"));
    }
    return images;
  }

  private static String text(String balancer, Images images) {
    List<Output> outputs =
        new DefinedProfile(definition(balancer), StoreMaker.NONE)
            .outputs(images.image(), NodeView.of(images.image(), "lb1"), new TestSecrets());
    assertThat(outputs).hasSize(1);
    assertThat(outputs.get(0).problem()).isNull();
    return new String(outputs.get(0).bytes(), StandardCharsets.UTF_8);
  }

  private static List<String> servers(String balancer, Images images) {
    return text(balancer, images)
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("server ") && !line.startsWith("server {"))
        .toList();
  }

  /** The output's own check, as a node runs it. */
  private CommandResult check(String balancer, String text) throws IOException {
    Path program = Tools.need(balancer);
    Path file = Files.writeString(folder.resolve(balancer + ".conf"), text);
    List<String> command = new ArrayList<>(List.of(program.toString()));
    definition(balancer).outputs().get(0).check().stream()
        .skip(1)
        .map(word -> word.replace(Output.CHECKED_FILE, file.toString()))
        .forEach(command::add);
    return CommandRunner.run(command, folder, Map.of(), Duration.ofSeconds(30));
  }

  private void requireAccepted(String balancer, String text) throws IOException {
    CommandResult result = check(balancer, text);
    assertThat(result.succeeded()).as("%s%n%s", result.output(), text).isTrue();
  }

  private static Map<String, Images> images(String balancer) {
    Images three = members(balancer, 3);
    Map<String, Images> all = new TreeMap<>();
    all.put("no member", members(balancer, 0));
    all.put("one member", members(balancer, 1));
    all.put("three members", three);
    all.put("a drained member", three.drain("n2"));
    all.put("all drained", three.drain("n1").drain("n2").drain("n3"));
    all.put("a role", three.set(balancer + ".role", "shared", "engine"));
    all.put("a role of nobody", three.set(balancer + ".role", "shared", "nobody"));
    all.put(
        "addresses of IPv6",
        three.join("n4", "2001:db8::4", "east", List.of()).join("n5", "[::1]", "x", List.of()));
    all.put("a name", three.join("n4", "localhost", "east", List.of()));
    all.put("another port", three.set(balancer + ".port", "node:n2", "8081"));
    Images passive = three.set("Cluster.mode", "shared", "passive");
    all.put("passive", passive.promote("n2", 1));
    all.put("passive without primary", passive);
    all.put("passive, the balancer being primary", passive.promote("lb1", 1));
    all.put("passive, the primary drained", passive.promote("n2", 1).drain("n2"));
    all.put("by address", three.set(balancer + ".sticky", "shared", "source"));
    all.put(
        "by address and passive",
        passive.promote("n1", 1).set(balancer + ".sticky", "shared", "source"));
    if (balancer.equals("haproxy")) {
      Images http = three.set("haproxy.mode", "shared", "http");
      all.put("http", http);
      all.put("by cookie", http.set("haproxy.sticky", "shared", "cookie").drain("n2"));
      all.put("by cookie without http", three.set("haproxy.sticky", "shared", "cookie"));
      all.put("a path", http.set("haproxy.health.path", "shared", "/a;b/c?d=(e)&f=$g%20"));
      all.put(
          "a path over TLS",
          three
              .set("haproxy.health.path", "shared", "/")
              .set("haproxy.health.tls", "shared", "true"));
      all.put("two binds", three.set("haproxy.bind", "shared", "127.0.0.1:8443,[::1]:8443"));
      all.put("a name that nobody knows", three.join("n4", "gone.invalid", "x", List.of()));
    } else {
      all.put("https", three.set("nginx.scheme", "shared", "https"));
      all.put("an address", three.set("nginx.listen", "shared", "[::1]:8081"));
    }
    return all;
  }

  static Stream<String> cases() {
    return BALANCERS.stream()
        .flatMap(
            balancer -> images(balancer).keySet().stream().map(name -> balancer + ": " + name));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachIsAcceptedByTheBalancer(String name) throws IOException {
    String balancer = name.substring(0, name.indexOf(':'));
    Images images = images(balancer).get(name.substring(name.indexOf(':') + 2));

    requireAccepted(balancer, text(balancer, images));
  }

  @ParameterizedTest
  @ValueSource(strings = {"haproxy", "nginx"})
  void theCheckRefusesWhatIsNone(String balancer) throws IOException {
    String text = text(balancer, members(balancer, 1)).replace("server ", "servant ");

    assertThat(check(balancer, text).succeeded()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "haproxy, server n1 127.0.1.1:443 weight 100",
    "nginx, server 127.0.1.1:80 weight=100 max_fails=1 fail_timeout=5s;"
  })
  void membersAreInItAndTheBalancerIsNot(String balancer, String server) {
    assertThat(servers(balancer, members(balancer, 3))).hasSize(3).startsWith(server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"haproxy", "nginx"})
  void nodesThatServeAndBalanceAreAllInIt(String balancer) {
    Images both = members(balancer, 2).unset("Cluster.profiles", "node:lb1");

    assertThat(servers(balancer, both.set("Cluster.profiles", "shared", balancer))).hasSize(3);
    assertThat(servers(balancer, both.set("Cluster.profiles", "shared", "shop," + balancer)))
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"haproxy", "nginx"})
  void thePortOfTheBalancerIsTheMembersButForThoseWithTheirOwn(String balancer) {
    Images images =
        members(balancer, 2)
            .set(balancer + ".port", "node:lb1", "8443")
            .set(balancer + ".port", "node:n2", "8444");

    assertThat(servers(balancer, images))
        .satisfiesExactly(
            line -> assertThat(line).contains("127.0.1.1:8443 "),
            line -> assertThat(line).contains("127.0.1.2:8444 "));
  }

  @ParameterizedTest
  @CsvSource({"haproxy, weight 0", "nginx, down;"})
  void aDrainedMemberGetsNothingNew(String balancer, String end) {
    assertThat(servers(balancer, members(balancer, 3).drain("n2")))
        .filteredOn(line -> line.endsWith(end))
        .singleElement()
        .asString()
        .contains("127.0.1.2:");
  }

  @ParameterizedTest
  @CsvSource({"haproxy, backup", "nginx, backup;"})
  void membersBesidesThePrimaryAreForItsLossWherePassive(String balancer, String end) {
    Images passive = members(balancer, 3).set("Cluster.mode", "shared", "passive");

    assertThat(servers(balancer, passive.promote("n2", 1)))
        .filteredOn(line -> line.endsWith(end))
        .hasSize(2)
        .noneMatch(line -> line.contains("127.0.1.2:"));
    assertThat(servers(balancer, passive)).noneMatch(line -> line.endsWith(end));
  }

  @ParameterizedTest
  @ValueSource(strings = {"haproxy", "nginx"})
  void noTextOfAParameterLeavesItsPlace(String balancer) {
    List<KnownParameter> texts =
        definition(balancer).parameters().values().stream()
            .filter(parameter -> parameter.type() == Type.TEXT)
            .toList();

    assertThat(texts).isNotEmpty();
    for (KnownParameter parameter : texts) {
      String value =
          Stream.of(parameter.defaultValue(), "a", "/a")
              .filter(text -> !text.isEmpty() && parameter.problem(text).isEmpty())
              .findFirst()
              .orElseThrow();
      for (String odd : ODD.split("")) {
        if (odd.equals(";") && parameter.key().equals("haproxy.health.path")) {
          continue; // a path may have it, and HAProxy makes nothing of it
        }
        assertThat(parameter.problem(value + odd)).as(parameter.key() + odd).isPresent();
        assertThat(parameter.problem(odd + value)).as(parameter.key() + odd).isPresent();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"haproxy", "nginx"})
  void aHostThatIsNoneIsLeftOut(String balancer) throws IOException {
    Images images = members(balancer, 2);
    List<String> odd = List.of("a;b", "a{b}", "a'b", "a\"b", "a\\b", "a$b", "a\nb", "a b", "a(b");
    for (int i = 0; i < odd.size(); i++) {
      images = images.join("odd" + i, odd.get(i), "east", List.of());
    }
    String text = text(balancer, images);

    assertThat(servers(balancer, images)).hasSize(2);
    assertThat(text).contains("# Member odd0 is left out");
    requireAccepted(balancer, text);
  }
}
