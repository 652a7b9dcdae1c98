package io.lockstep.materialize.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.MaterializeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The manifest as JSON: {@code {"format":1,"revision":7,"profile":"standard","files":[{"path",
 * "sha256","mode":"0644","revision"}]}}, files ordered by path, one line end at the end. A file
 * whose mode is others' to choose has {@code "anyMode":true}; one that somebody else owns has
 * {@code "values":{ADDRESS:SHA-256}}, empty for what is not to be there. Manifests of before have
 * neither.
 */
final class ManifestJson {
  private static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ManifestJson() {}

  static byte[] format(Manifest manifest) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("revision", manifest.revision());
    root.put("profile", manifest.profile());
    var files = root.putArray("files");
    for (ManifestEntry entry : manifest.files().values()) {
      ObjectNode file =
          files
              .addObject()
              .put("path", entry.path())
              .put("sha256", entry.sha256())
              .put("mode", "%04o".formatted(entry.mode()))
              .put("revision", entry.revision());
      if (entry.anyMode()) {
        file.put("anyMode", true);
      }
      if (entry.isEdited()) {
        ObjectNode values = file.putObject("values");
        entry.values().forEach(values::put);
      }
    }
    return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a manifest.
   *
   * @throws IOException if it is no JSON, or not that of a manifest of this format
   */
  static Manifest parse(byte[] bytes) throws IOException {
    JsonNode root = JSON.readTree(bytes);
    if (!root.path("format").isInt() || root.get("format").intValue() != FORMAT) {
      throw new IOException("its format is %s, not %d".formatted(root.path("format"), FORMAT));
    }
    List<ManifestEntry> entries = new ArrayList<>();
    for (JsonNode file : require(root, "files", JsonNode::isArray)) {
      String sha256 = require(file, "sha256", JsonNode::isTextual).textValue();
      String mode = require(file, "mode", JsonNode::isTextual).textValue();
      if (!sha256.matches("[0-9a-f]{64}") || !mode.matches("0[0-7]{3}")) {
        throw new IOException("sha256 \"%s\" or mode \"%s\" is none".formatted(sha256, mode));
      }
      entries.add(
          new ManifestEntry(
              path(file),
              sha256,
              Integer.parseInt(mode, 8),
              require(file, "revision", JsonNode::isIntegralNumber).longValue(),
              file.path("anyMode").asBoolean(false),
              values(file)));
    }
    return Manifest.of(
        require(root, "revision", JsonNode::isIntegralNumber).longValue(),
        require(root, "profile", JsonNode::isTextual).textValue(),
        entries);
  }

  private static Map<String, String> values(JsonNode file) throws IOException {
    if (!file.has("values")) {
      return null;
    }
    Map<String, String> values = new TreeMap<>();
    for (var value : require(file, "values", JsonNode::isObject).properties()) {
      String hash = value.getValue().textValue();
      if (hash == null || !hash.matches("([0-9a-f]{64})?")) {
        throw new IOException("the value of \"%s\" is no hash".formatted(value.getKey()));
      }
      values.put(value.getKey(), hash);
    }
    return values;
  }

  private static String path(JsonNode file) throws IOException {
    String path = require(file, "path", JsonNode::isTextual).textValue();
    try {
      ManagedFolder.requirePath(path);
      return path;
    } catch (MaterializeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static JsonNode require(JsonNode parent, String field, Predicate<JsonNode> type)
      throws IOException {
    JsonNode value = parent.path(field);
    if (!type.test(value)) {
      throw new IOException("its field \"%s\" is missing or of another type".formatted(field));
    }
    return value;
  }
}
