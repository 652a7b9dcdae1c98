package io.lockstep.materialize.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ProfileSchemaTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern EXAMPLE = Pattern.compile("(?s)\\n```yaml\\n(.*?)\\n```\\n");

  private final JsonSchema schema = schema();

  @Test
  void takesTheExampleOfTheDocument() throws IOException {
    assertThat(refused(example())).isEmpty();
  }

  @Test
  void takesTheLeastThatAProfileNeeds() throws IOException {
    assertThat(refused(yaml("profile: a\nformat: 1\n"))).isEmpty();
  }

  @Test
  void isAValidSchemaOfItsDraft() throws IOException {
    JsonSchema meta =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(URI.create("https://json-schema.org/draft/2020-12/schema"));

    assertThat(meta.validate(schema.getSchemaNode())).isEmpty();
  }

  @Test
  void describesEveryFieldAndAllowsNoOthers() {
    walk(
        schema.getSchemaNode(),
        node -> {
          if (node.has("properties") && node.path("additionalProperties").isBoolean()) {
            assertThat(node.get("additionalProperties").booleanValue()).isFalse();
            node.get("properties")
                .forEach(
                    field ->
                        assertThat(
                                field.has("description") || described(field) || field.has("const"))
                            .as("%s", field)
                            .isTrue());
          }
        });
  }

  private boolean described(JsonNode field) {
    String name = field.path("$ref").asText("").replace("#/$defs/", "");
    return schema.getSchemaNode().path("$defs").path(name).has("description");
  }

  @Test
  void refusesWhatIsWrong() throws IOException {
    for (Map.Entry<String, Consumer<ObjectNode>> fault : faults().entrySet()) {
      ObjectNode faulty = (ObjectNode) example();
      fault.getValue().accept(faulty);

      Set<ValidationMessage> messages = refused(faulty);

      assertThat(faulty).as(fault.getKey()).isNotEqualTo(example());
      String where = fault.getKey().split(" ", 2)[0];
      assertThat(messages)
          .as(fault.getKey())
          .anySatisfy(
              message -> assertThat(message.getInstanceLocation().toString()).isEqualTo(where));
    }
  }

  private static Map<String, Consumer<ObjectNode>> faults() {
    Map<String, Consumer<ObjectNode>> faults = new LinkedHashMap<>();
    faults.put(" no name", p -> p.remove("profile"));
    faults.put(" no format", p -> p.remove("format"));
    faults.put(" unknown field", p -> p.put("output", "x"));
    faults.put("/profile capital", p -> p.put("profile", "Shop"));
    faults.put("/profile too long", p -> p.put("profile", "a".repeat(64)));
    faults.put("/format of the future", p -> p.put("format", 2));
    faults.put("/product/version no pattern", p -> at(p, "/product/version").remove("pattern"));
    faults.put(
        "/parameters/shop.threads/type unknown",
        p -> parameter(p, "shop.threads").put("type", "int"));
    faults.put(
        "/parameters/shop.threads no text", p -> parameter(p, "shop.threads").remove("text"));
    faults.put(
        "/parameters/shop.threads/minimum text",
        p -> parameter(p, "shop.threads").put("minimum", "1"));
    faults.put(
        "/parameters/shop.name/type bounds of text",
        p -> parameter(p, "shop.name").put("maximum", 1).put("type", "text"));
    faults.put(
        "/parameters/shop.color choice of nothing",
        p -> parameter(p, "shop.color").remove("values"));
    faults.put(
        "/parameters/shop.port/scope unknown", p -> parameter(p, "shop.port").put("scope", "site"));
    faults.put(
        "/parameters/shop.password/secret text",
        p -> parameter(p, "shop.password").put("secret", "yes"));
    faults.put("/roles/engine/minimum below 0", p -> at(p, "/roles/engine").put("minimum", -1));
    faults.put("/outputs/0 no path", p -> output(p, 0).remove("path"));
    faults.put("/outputs/0/path leaves the folder", p -> output(p, 0).put("path", "conf/../../x"));
    faults.put("/outputs/0/path absolute", p -> output(p, 0).put("path", "/etc/passwd"));
    faults.put("/outputs/0/format unknown", p -> output(p, 0).put("format", "yaml"));
    faults.put("/outputs/0/mode number", p -> output(p, 0).put("mode", 640));
    faults.put("/outputs/0/mode set-uid", p -> output(p, 0).put("mode", "4755"));
    faults.put("/outputs/0/drift unknown", p -> output(p, 0).put("drift", "ignore"));
    faults.put("/outputs/0 manages nothing", p -> output(p, 0).remove(List.of("values", "lists")));
    faults.put("/outputs/0 template of toml", p -> output(p, 0).put("template", "x"));
    faults.put(
        "/outputs/0/values/server.host of nothing",
        p -> at(p, "/outputs/0/values/server.host").remove("value"));
    faults.put(
        "/outputs/0/values/server.threads twice",
        p -> at(p, "/outputs/0/values/server.threads").put("value", "1"));
    faults.put(
        "/outputs/0/lists/shop.peer/each unknown",
        p -> at(p, "/outputs/0/lists/shop.peer").put("each", "nodes"));
    faults.put("/outputs/0/lists ini has none", p -> output(p, 0).put("format", "ini"));
    faults.put("/outputs/1 no template", p -> output(p, 1).remove("template"));
    faults.put("/outputs/1/drift adopts a template", p -> output(p, 1).put("drift", "adopt"));
    faults.put("/outputs/1/check shell", p -> output(p, 1).put("check", "shop -t"));
    faults.put("/outputs/3 no columns", p -> output(p, 3).remove("columns"));
    faults.put("/outputs/6/entries unknown", p -> output(p, 6).put("entries", "keys"));
    faults.put("/outputs/6 pem has no password", p -> output(p, 6).put("format", "pem"));
    faults.put(
        "/content/0/validate/**~1*.xml unknown",
        p -> at(p, "/content/0/validate").put("**/*.xml", "xsd"));
    faults.put("/content/0/folder blank", p -> at(p, "/content/0").put("folder", "a b"));
    faults.put("/hooks/0 no command", p -> at(p, "/hooks/0").remove("command"));
    faults.put("/hooks/0/timeout no unit", p -> at(p, "/hooks/0").put("timeout", "60"));
    faults.put("/checks/0/kind unknown", p -> at(p, "/checks/0").put("kind", "udp"));
    faults.put("/checks/0 field of another kind", p -> at(p, "/checks/0").put("size", 1));
    faults.put("/checks/2/size below 0", p -> at(p, "/checks/2").put("size", -1));
    faults.put("/checks/4 no values", p -> at(p, "/checks/4").remove("values"));
    faults.put("/licences number", p -> ((ArrayNode) p.get("licences")).removeAll().addObject());
    faults.put("/duty no file", p -> at(p, "/duty").remove("file"));
    return faults;
  }

  private static ObjectNode at(ObjectNode profile, String pointer) {
    return (ObjectNode) profile.at(pointer);
  }

  private static ObjectNode output(ObjectNode profile, int number) {
    return at(profile, "/outputs/" + number);
  }

  private static ObjectNode parameter(ObjectNode profile, String name) {
    return at(profile, "/parameters/" + name);
  }

  private static void walk(JsonNode node, Consumer<JsonNode> visitor) {
    visitor.accept(node);
    node.forEach(child -> walk(child, visitor));
  }

  private Set<ValidationMessage> refused(JsonNode profile) {
    return schema.validate(profile);
  }

  private static JsonNode example() throws IOException {
    Matcher found = EXAMPLE.matcher(Files.readString(Path.of("PROFILES.md")));
    assertThat(found.find()).isTrue();
    return yaml(found.group(1));
  }

  private static JsonNode yaml(String text) {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(text);
    return MAPPER.valueToTree(read);
  }

  private static JsonSchema schema() {
    try (InputStream in = Profile.class.getResourceAsStream("profile.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(in, SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
