package io.lockstep.node.http;

import io.lockstep.node.command.Submissions;
import io.lockstep.schema.Operation;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.state.image.EntityKeys;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What the API takes. */
final class Requests {
  private Requests() {}

  /** A parameter's new value; whether it is a secret. */
  @Serdeable
  record Value(
      @Nullable @Schema(type = "string") JsonNode value,
      @Nullable @Schema(type = "boolean") JsonNode secret) {
    String text() {
      if (!isText(value)) {
        throw ApiException.of(
            HttpStatus.BAD_REQUEST, "malformed-request", "the body is {\"value\": \"TEXT\"}");
      }
      return value.getStringValue();
    }

    boolean isSecret() {
      return Requests.isSecret(secret);
    }

    @Override
    public String toString() {
      return "Value"; // without the value: it may be a secret
    }
  }

  /** Not what can be made a text: a list of one would become its element. */
  private static boolean isText(JsonNode value) {
    return value != null && value.isString();
  }

  /** Not what can be made a truth value: a secret must not stand in the clear for a wrong word. */
  private static boolean isSecret(JsonNode secret) {
    if (secret == null || secret.isNull()) {
      return false;
    }
    if (!secret.isBoolean()) {
      throw ApiException.malformed("\"secret\" is true or false");
    }
    return secret.getBooleanValue();
  }

  /** The node that shall be primary. */
  @Serdeable
  record Promote(@Nullable String node) {}

  /** A set of changes. */
  @Serdeable
  record Changes(@Nullable List<Step> operations) {
    List<Operation> steps(SecretValues secrets) {
      if (operations == null || operations.isEmpty()) {
        throw ApiException.of(
            HttpStatus.BAD_REQUEST,
            "malformed-request",
            "a set of changes has at least one operation: {\"operations\":[{\"op\":\"set\","
                + "\"key\":…,\"value\":…}]}");
      }
      if (operations.contains(null)) {
        throw ApiException.of(
            HttpStatus.BAD_REQUEST, "malformed-request", "an operation is an object, not null");
      }
      return operations.stream().map(step -> step.operation(secrets)).toList();
    }
  }

  /** One step of a set: {@code set} or {@code unset}. */
  @Serdeable
  record Step(
      @Nullable String op,
      @Nullable String key,
      @Nullable String scope,
      @Nullable @Schema(type = "string") JsonNode value,
      @Nullable @Schema(type = "boolean") JsonNode secret,
      @Nullable Long expectedRevision) {
    private Operation operation(SecretValues secrets) {
      String where = scope == null ? EntityKeys.SHARED : scope;
      if (key == null || !"set".equals(op) && !"unset".equals(op)) {
        throw malformed("an operation has \"op\": \"set\" or \"unset\" and a \"key\"; this is");
      }
      if ("set".equals(op) ? !isText(value) : value != null) {
        throw malformed("\"set\" has a text as \"value\" and \"unset\" none; this is");
      }
      Object action =
          value == null
              ? new RemoveConfiguration(key, where)
              : secrets.set(key, where, value.getStringValue(), isSecret(secret));
      return Submissions.operation(action, expectedRevision);
    }

    @Override
    public String toString() {
      return "Step[" + op + " " + key + "]"; // without the value: it may be a secret
    }

    private ApiException malformed(String wanted) {
      return ApiException.of(
          HttpStatus.BAD_REQUEST,
          "malformed-request",
          "%s op=%s key=%s".formatted(wanted, op, key));
    }
  }
}
