package io.lockstep.cli.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.client.Json;
import io.lockstep.cli.client.Operation;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.Shortened;
import io.lockstep.state.decide.KnownParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a set of changes: a properties file sets each entry, a JSON file names its operations. */
public final class ChangeFile {
  private static final Set<String> FIELDS =
      Set.of("op", "key", "scope", "value", "secret", "expectedRevision");
  private static final ObjectReader STRICT =
      Json.MAPPER
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private ChangeFile() {}

  /** Chooses by the name: {@code .properties}, or JSON. */
  public static ChangeSet read(InputFile file, String scope) {
    return file.name().endsWith(".properties")
        ? readProperties(file, scope)
        : readJson(file, scope);
  }

  /** Sets every entry; of several entries of one key the last holds, as in Java. */
  public static ChangeSet readProperties(InputFile file, String scope) {
    Map<String, Operation> operations = new LinkedHashMap<>();
    for (PropertiesReader.Entry entry : PropertiesReader.read(file)) {
      operations.put(entry.key(), Operation.set(entry.key(), scope, entry.value()));
    }
    return notEmpty(file, new ArrayList<>(operations.values()));
  }

  /** The parser's words, with places as people write them. */
  private static String said(JsonProcessingException e) {
    return e.getOriginalMessage()
        .replaceAll("\\[Source: .*?; line: (\\d+), column: (\\d+)\\]", "line $1, column $2");
  }

  private static ChangeSet readJson(InputFile file, String scope) {
    JsonNode root;
    try {
      root = STRICT.readTree(file.document());
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw file.malformed(
          at == null ? 1 : at.getLineNr(),
          "is no JSON: " + said(e) + ". Want {\"operations\": […]}",
          e);
    }
    JsonNode list = root.path("operations");
    if (!list.isArray()) {
      throw wrong(
          file, "has no list \"operations\"; want {\"operations\": [{\"op\": \"set\", …}]}");
    }
    List<Operation> operations = new ArrayList<>();
    for (JsonNode node : list) {
      operations.add(operation(file, operations.size(), node, scope));
    }
    requireOnce(file, operations);
    return notEmpty(file, operations);
  }

  /** A node would take both, and the last would hold: nobody writes that on purpose. */
  private static void requireOnce(InputFile file, List<Operation> operations) {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      Integer before = first.putIfAbsent(operation.scope() + " " + operation.key(), i);
      if (before != null) {
        throw new Failure(
            ExitCodes.USAGE,
            "twice-in-one-set",
            "%s changes %s in %s twice, with operations[%d] (%s) and operations[%d] (%s); leave one out"
                .formatted(
                    file.name(),
                    operation.key(),
                    operation.scope(),
                    before,
                    words(operations.get(before)),
                    i,
                    words(operation)));
      }
    }
  }

  /** The value only where it cannot be a secret: the parameter is one of Lockstep's own. */
  private static String words(Operation operation) {
    return operation.value() == null || KnownParameters.get(operation.key()).isEmpty()
        ? operation.op()
        : operation.op() + " \"" + Shortened.of(operation.value()) + "\"";
  }

  private static Operation operation(InputFile file, int index, JsonNode node, String scope) {
    String where = "operations[" + index + "]";
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw wrong(
            file,
            where
                + " has a field \""
                + name
                + "\"; want op, key, scope, value, secret or"
                + " expectedRevision");
      }
    }
    String op = text(file, where, node, "op", null);
    if (!op.equals("set") && !op.equals("unset")) {
      throw wrong(file, where + ".op is \"" + op + "\"; want set or unset");
    }
    boolean set = op.equals("set");
    if (!set && node.has("value")) {
      throw wrong(file, where + " has a value, but unset takes none; leave it out, or set it");
    }
    return new Operation(
        op,
        text(file, where, node, "key", null),
        text(file, where, node, "scope", scope),
        set ? text(file, where, node, "value", null) : null,
        secret(file, where, node.path("secret"), set),
        revision(file, where, node.path("expectedRevision")));
  }

  private static String text(
      InputFile file, String where, JsonNode node, String name, String otherwise) {
    JsonNode field = node.path(name);
    if (field.isMissingNode() && otherwise != null) {
      return otherwise;
    }
    if (!field.isTextual()) {
      throw wrong(
          file,
          where
              + "."
              + name
              + (field.isMissingNode() ? " is missing" : " is " + shown(name, field))
              + "; want a text in quotes");
    }
    return field.textValue();
  }

  /** A value that may be a secret is not repeated. */
  private static String shown(String name, JsonNode field) {
    return name.equals("value") ? "no text" : field.toString();
  }

  private static Boolean secret(InputFile file, String where, JsonNode field, boolean set) {
    if (field.isMissingNode() || field.isNull()) {
      return null;
    }
    if (!field.isBoolean()) {
      // Not repeated: somebody may have put the secret itself here.
      throw wrong(file, where + ".secret is neither true nor false");
    }
    if (!set) {
      throw wrong(file, where + " has \"secret\", but unset takes none; leave it out, or set it");
    }
    return field.booleanValue();
  }

  private static Long revision(InputFile file, String where, JsonNode field) {
    if (field.isMissingNode() || field.isNull()) {
      return null;
    }
    if (!field.isIntegralNumber() || !field.canConvertToLong() || field.longValue() < 0) {
      throw wrong(
          file, where + ".expectedRevision is " + field + "; want a revision, or 0 for no value");
    }
    return field.longValue();
  }

  private static ChangeSet notEmpty(InputFile file, List<Operation> operations) {
    if (operations.isEmpty()) {
      throw wrong(file, "has no operation; nothing would change");
    }
    return new ChangeSet(operations);
  }

  private static Failure wrong(InputFile file, String what) {
    return new Failure(ExitCodes.FAILED, "malformed-file", file.name() + " " + what);
  }
}
