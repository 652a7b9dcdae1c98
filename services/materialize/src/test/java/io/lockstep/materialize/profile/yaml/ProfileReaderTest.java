package io.lockstep.materialize.profile.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.profile.Sample;
import io.lockstep.materialize.profile.definition.ContentDefinition;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.definition.ProfileProblem;
import io.lockstep.materialize.profile.definition.ValueDefinition;
import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.state.decide.KnownParameter.Type;
import io.lockstep.state.decide.KnownParameter.Where;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileReaderTest {
  private static final String HEAD = "profile: shop\nformat: 1\n";
  private final ProfileReader reader = new ProfileReader();

  @Test
  void readsEveryPart() {
    ProfileDefinition shop = reader.read(Sample.shop()).orThrow();

    assertThat(shop.name()).isEqualTo("shop");
    assertThat(shop.settings()).containsEntry("Cluster.connectionTimeout", "60000");
    assertThat(shop.parameters().get("shop.port").where()).isEqualTo(Where.NODE);
    assertThat(shop.parameters().get("shop.password").secret()).isTrue();
    assertThat(shop.roles()).extracting(role -> role.name()).containsExactly("engine", "web");
    assertThat(shop.outputs()).hasSize(7);
    assertThat(shop.outputs().get(0).mode()).isEqualTo(0640);
    var edited = (ContentDefinition.Edited) shop.outputs().get(0).content();
    assertThat(edited.made()).isTrue();
    assertThat(edited.values().get("server.threads"))
        .isEqualTo(new ValueDefinition.OfParameter("shop.threads"));
    assertThat(((ValueDefinition.OfTemplate) edited.values().get("server.port")).type())
        .isEqualTo(Type.INTEGER);
    assertThat(shop.folders().get(0).exclude()).containsExactly("tmp/**", "**/*.log");
    assertThat(shop.hooks().get(0).timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(shop.hooks().get(0).profile()).isEqualTo("shop");
    assertThat(shop.checks().get(2).spec()).isInstanceOf(CheckSpec.File.class);
    assertThat(((CheckSpec.DefaultPassword) shop.checks().get(4).spec()).parameters())
        .containsEntry("server.password", "shop.password");
    assertThat(shop.licences()).containsExactly("shop");
    assertThat(shop.duty()).contains("conf/duty.properties");
    assertThat(shop.product().orElseThrow().file()).isEqualTo("conf/version.txt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "profile: Shop^format: 1 | 1 | cannot be \"Shop\" | lower-case letters",
        "format: 1 | 1 | the profile has no \"profile\" | write profile: its name",
        "profile: a^format: 2 | 2 | cannot be \"2\" | the format that this version",
        "profile: a^format: 1^outpust: [] | 3 | has no \"outpust\" | did you mean \"outputs\"?",
        "profile: a^format: 1^profile: b | 3 | has \"profile\" twice | take one of them out",
        "profile: a^format: 1^  b: c | 3 | no YAML | mend the indentation",
        "profile: a^format: 1^text: &x hi^licences: *x | 4 | an alias | write the value out",
        "profile: a^format: 1^parameters:^  a: {type: intger, text: x} | 4 | cannot be \"intger\" | did you mean \"integer\"?",
        "profile: a^format: 1^parameters:^  a: {type: choice, text: x} | 4 | no \"values\" | values: [red, green]",
        "profile: a^format: 1^parameters:^  a: {type: integer, default: x, text: x} | 4 | the default of a | a whole number",
        "profile: a^format: 1^parameters:^  a: {pattern: '(', text: x} | 4 | no regular expression | java.util.regex",
        "profile: a^format: 1^parameters:^  a: {type: integer, minimum: 5, maximum: 4, text: x} | 4 | above its maximum | exchange them",
        "profile: a^format: 1^parameters:^  a b: {text: x} | 4 | cannot name a parameter | without spaces",
        "profile: a^format: 1^parameters:^  Cluster.mode: {text: x} | 4 | Lockstep's own | take it out",
        "profile: a^format: 1^settings: {Cluster.mod: active} | 3 | no parameter | did you mean \"Cluster.mode\"?",
        "profile: a^format: 1^settings: {Cluster.mode: on} | 3 | cannot be \"on\" | one of active",
        "profile: a^format: 1^settings: {Cluster.profiles: b} | 3 | cannot set Cluster.profiles | profile use",
        "profile: a^format: 1^outputs:^- {path: ../x, format: raw, text: x} | 4 | no path of a managed file | inside of files.dir",
        "profile: a^format: 1^outputs:^- {path: x, format: tml} | 4 | cannot be \"tml\" | did you mean \"toml\"?",
        "profile: a^format: 1^outputs:^- {path: x, format: raw, text: x, mode: 999} | 4 | cannot be \"999\" | octal",
        "profile: a^format: 1^outputs:^- {path: x, format: raw, text: x, drift: adopt} | 4 | cannot be adopted | repair or report",
        "profile: a^format: 1^outputs:^- {path: x, format: raw, text: x, check: [t]} | 4 | does not name the file | {file}",
        "profile: a^format: 1^outputs:^- {path: x, format: toml} | 4 | manages nothing | values:",
        "profile: a^format: 1^outputs:^- {path: x, format: toml, values: {a: {parameter: nosuch}}} | 4 | no parameter of the profile | under parameters",
        "profile: a^format: 1^outputs:^- {path: x, format: toml, values: {a: {value: x, when: nosuch}}} | 4 | no parameter of the profile | under parameters",
        "profile: a^format: 1^outputs:^- {path: x, format: toml, values: {a: {value: x, parameter: Cluster.mode}}} | 4 | both a parameter and a value | either",
        "profile: a^format: 1^outputs:^- {path: x, format: toml, values: {'': {value: x}}} | 4 | no address | as format toml does",
        "profile: a^format: 1^outputs:^- {path: x, format: toml, roles: [web], values: {a: {value: x}}} | 4 | no role | under roles",
        "profile: a^format: 1^outputs:^- path: x^  format: template^  template: +^    one^    [#if a]two | 8 | unclosed #if | FreeMarker",
        "profile: a^format: 1^outputs:^- path: x^  format: template^  template: +^    one^    [=a?new()] | 8 | ?new | these are",
        "profile: a^format: 1^outputs:^- {path: x, format: raw, text: x}^- {path: x, format: raw, text: y} | 5 | makes x twice | one output",
        "profile: a^format: 1^outputs:^- {path: c/x, format: raw, text: x}^content:^- {folder: f, path: c} | 4 | inside of content folder f | exclude it",
        "profile: a^format: 1^content:^- {folder: f, path: c}^- {folder: g, path: c/d} | 5 | is inside of f | one folder",
        "profile: a^format: 1^content:^- {folder: f, path: c}^- {folder: f, path: d} | 5 | are called f | rename",
        "profile: a^format: 1^roles: {web: {}}^checks:^- {name: x, kind: tcp, target: 'h:1', roles: [wbe]} | 5 | no role | did you mean \"web\"?",
        "profile: a^format: 1^roles:^  web: {after: [engin]}^  engine: {} | 4 | waits for \"engin\" | did you mean \"engine\"?",
        "profile: a^format: 1^roles:^  a: {after: [b]}^  b: {after: [a]} | 4 | waits for itself | circle",
        "profile: a^format: 1^hooks:^- {name: r, command: [x], after: [conf/y]} | 4 | no output or folder | take it out",
        "profile: a^format: 1^hooks:^- {name: r, command: x y} | 4 | no list of a program | no shell",
        "profile: a^format: 1^hooks:^- {name: r, command: [x], timeout: 5h} | 4 | cannot be \"5h\" | such as 500ms",
        "profile: a^format: 1^hooks:^- {name: r, command: [x]}^- {name: r, command: [x]} | 5 | are called r | rename",
        "profile: a^format: 1^checks:^- {name: c, kind: tcpp, target: x} | 4 | cannot be \"tcpp\" | did you mean \"tcp\"?",
        "profile: a^format: 1^checks:^- {name: c, kind: encrypted, path: x.bin, addresses: [a], pattern: x} | 4 | which format x.bin is | properties",
        "profile: a^format: 1^product: {version: {file: v, pattern: x}} | 3 | has no group | parentheses",
        "profile: a^format: 1^outputs: yes | 3 | is no list | - ",
        "profile: a^format: 1^text: | 3 | is no text | in quotes",
      })
  void saysWhatIsWrongWhereAndWhatToDo(String yaml, int line, String what, String remedy) {
    ReadProfile read = reader.read(yaml.replace('^', '\n').replace(": +", ": |"));

    assertThat(read.definition()).isEmpty();
    assertThat(read.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.what()).contains(what);
              assertThat(problem.remedy()).contains(remedy);
            });
  }

  @Test
  void saysAllAtOnceByLine() {
    List<ProfileProblem> problems =
        reader
            .read(
                HEAD
                    + "outputs:\n- {path: /x, format: raw, text: x}\n- {path: y, format: rau}\n"
                    + "hooks:\n- {name: r}\n- {name: s, command: [x], after: [z]}\n")
            .problems();

    assertThat(problems).extracting(ProfileProblem::line).containsExactly(4, 5, 7, 8);
    assertThat(problems.get(0))
        .hasToString(
            "line 4: \"/x\" is no path of a managed file; name one that stays inside of files.dir,"
                + " such as conf/shop.toml");
  }

  @Test
  void boundsWhatItReads() {
    assertThat(reader.read("x: \"" + "a".repeat(300_000) + "\"").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("at most 262144"));
    assertThat(reader.read("x: " + "[".repeat(100_000)).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("nested more than"));
    assertThat(reader.read("").problems()).isNotEmpty();
    assertThat(reader.read("a: 1\n---\nb: 2\n").problems()).isNotEmpty();
  }
}
