package io.lockstep.node.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.settings.InvalidSettingsException;
import io.lockstep.log.settings.Setting;
import io.lockstep.log.settings.Setting.Type;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NodeSettingsTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "cluster.name", "c",
          "node.id", "n1",
          "data.dir", "data",
          "files.dir", "files",
          "kafka.bootstrap.servers", "localhost:9092",
          "registry.url", "http://localhost:8080");

  private static NodeSettings with(String... namesAndValues) {
    Map<String, String> given = new HashMap<>(LEAST);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return NodeSettings.of(given);
  }

  @Test
  void hasDefaultsForAllThatIsNotAskedFor() {
    NodeSettings settings = with();

    assertThat(settings.httpPort()).isEqualTo(8101);
    assertThat(settings.url("machine")).isEqualTo("https://127.0.0.1:8101");
    assertThat(settings.adminUrl("machine")).isEqualTo("https://machine:444");
    assertThat(settings.replicationFactor()).isEqualTo((short) 3);
    assertThat(settings.minInsyncReplicas()).isEqualTo(2);
    assertThat(settings.commandTimeout()).hasSeconds(5);
    assertThat(settings.site()).isEmpty();
    assertThat(settings.roles()).isEmpty();
    assertThat(settings.registry()).isEqualTo(URI.create("http://localhost:8080/apis/registry/v3"));
  }

  @ParameterizedTest
  @CsvSource({
    "http.host, ::1, https://[::1]:8101",
    "http.host, 0.0.0.0, https://machine:8101",
    "http.host, '::', https://machine:8101",
    "node.url, https://N1.example.com.:1, https://N1.example.com:1"
  })
  void isFoundWhereClientsCanCallIt(String name, String value, String url) {
    assertThat(with(name, value).url("machine")).isEqualTo(url);
  }

  @Test
  void isFoundByItsHostWhereItListensOnEveryAddress() {
    assertThat(with("http.host", "0.0.0.0", "node.host", "2001:db8::a").url("machine"))
        .isEqualTo("https://[2001:db8::a]:8101");
  }

  @Test
  void writesTheProductsAddressAsAUrlHasIt() {
    assertThat(with("node.host", "2001:db8::a").adminUrl("machine"))
        .isEqualTo("https://[2001:db8::a]:444");
    assertThat(with("node.admin.url", "https://node_1:444").adminUrl("machine"))
        .isEqualTo("https://node_1:444");
  }

  @Test
  void readsLists() {
    NodeSettings settings =
        with("node.roles", " web , app,,", "node.attributes", "rack=r1, zone = z=2 ");

    assertThat(settings.roles()).containsExactly("web", "app");
    assertThat(settings.attributes())
        .containsOnly(Map.entry("rack", "r1"), Map.entry("zone", "z=2"));
  }

  @Test
  void keepsAnUnusualPathOfTheRegistry() {
    assertThat(with("registry.url", "https://r/x/apis/registry/v3").registry())
        .isEqualTo(URI.create("https://r/x/apis/registry/v3"));
  }

  @Test
  void handsEverySettingOfKafkaOnAndKeepsTheBrokersApart() {
    NodeSettings settings =
        with("kafka.security.protocol", "SSL", "kafka.bootstrap.servers", " b:9092 ");

    assertThat(settings.kafkaClient()).containsOnly(Map.entry("security.protocol", "SSL"));
    assertThat(settings.bootstrapServers()).isEqualTo("b:9092");
  }

  static Stream<Setting> numbers() {
    return NodeSettings.all().stream().filter(setting -> setting.type().equals(Type.NUMBER));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void takesANumberWithinItsBoundsOnly(Setting setting) {
    assertThat(setting.problem(Long.toString(setting.minimum()))).isEmpty();
    assertThat(setting.problem(Long.toString(setting.maximum()))).isEmpty();
    assertThat(setting.problem(setting.defaultValue())).isEmpty();
    for (String value :
        new String[] {
          Long.toString(setting.minimum() - 1),
          Long.toString(setting.maximum() + 1),
          "",
          "x",
          "1.5",
          "99999999999999999999"
        }) {
      assertThat(setting.problem(value))
          .get()
          .asString()
          .contains(setting.name(), "\"" + value + "\"", setting.bounds().orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cluster.name|a b|name of 1 to 100 letters",
        "cluster.name|a.b|name of 1 to 100 letters",
        "node.id|-n|name of 1 to 63 letters",
        "node.id|n/1|name of 1 to 63 letters",
        "node.site|a site|name of 1 to 63 letters",
        "node.url|n1:8101|URL of the form http://HOST:PORT",
        "node.url|//n1:8101|URL of the form http://HOST:PORT",
        "node.url|https://n1:99999|URL of the form http://HOST:PORT",
        "node.url|https://::1:8101|URL of the form http://HOST:PORT",
        "registry.url|http://my_registry:8080|HOST without _",
        "node.admin.url|//n1:444|URL of the form http://HOST:PORT",
        "node.url|ftp://n1|URL of the form http://HOST:PORT",
        "registry.url|http://|URL of the form http://HOST:PORT",
        "registry.url|http://r/a b|URL of the form http://HOST:PORT",
        "node.attributes|rack|list of NAME=VALUE",
        "node.attributes|=r1|list of NAME=VALUE",
        "topics.min.insync.replicas|4|at most the 3 of topics.replication.factor"
      })
  void saysWhatIsWrongWithAValueAndWhatIsWanted(String name, String value, String wanted) {
    assertThatThrownBy(() -> with(name, value))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value)
        .hasMessageContaining(wanted);
  }

  @Test
  void refusesAFolderThatNoFileSystemHas() {
    assertThatThrownBy(() -> with("data.dir", "a\0b")).hasMessageContaining("data.dir");
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                NodeSettings.of(
                    Map.of(
                        "node.id", " ",
                        "http.port", "0",
                        "node.url", "x",
                        "htp.port", "8101",
                        "files.dir", "files")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContainingAll(
            "cluster.name is not set: Name of the cluster",
            "node.id is not set",
            "data.dir is not set",
            "kafka.bootstrap.servers is not set",
            "registry.url is not set",
            "http.port is \"0\", but wants a number of 1 to 65535",
            "node.url is \"x\"",
            "htp.port is no setting of a node");
  }

  @Test
  void describesEverySetting() {
    assertThat(NodeSettings.all())
        .allSatisfy(setting -> assertThat(setting.text()).matches("(?s)\\S.*\\.(?: .*)?"))
        .extracting(Setting::name)
        .doesNotHaveDuplicates();
  }
}
