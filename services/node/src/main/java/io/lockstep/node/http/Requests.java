package io.lockstep.node.http;

import io.lockstep.node.command.Submissions;
import io.lockstep.schema.Operation;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.SetConfiguration;
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

  /** A parameter's new value. */
  @Serdeable
  record Value(@Nullable @Schema(type = "string") JsonNode value) {
    String text() {
      if (!isText(value)) {
        throw ApiException.of(
            HttpStatus.BAD_REQUEST, "malformed-request", "the body is {\"value\": \"TEXT\"}");
      }
      return value.getStringValue();
    }
  }

  /** Not what can be made a text: a list of one would become its element. */
  private static boolean isText(JsonNode value) {
    return value != null && value.isString();
  }

  /** The node that shall be primary. */
  @Serdeable
  record Promote(@Nullable String node) {}

  /** A set of changes. */
  @Serdeable
  record Changes(@Nullable List<Step> operations) {
    List<Operation> steps() {
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
      return operations.stream().map(Step::operation).toList();
    }
  }

  /** One step of a set: {@code set} or {@code unset}. */
  @Serdeable
  record Step(
      @Nullable String op,
      @Nullable String key,
      @Nullable String scope,
      @Nullable @Schema(type = "string") JsonNode value,
      @Nullable Long expectedRevision) {
    private Operation operation() {
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
              : SetConfiguration.newBuilder()
                  .setKey(key)
                  .setScope(where)
                  .setValue(value.getStringValue())
                  .build();
      return Submissions.operation(action, expectedRevision);
    }

    private ApiException malformed(String wanted) {
      return ApiException.of(
          HttpStatus.BAD_REQUEST,
          "malformed-request",
          "%s op=%s key=%s".formatted(wanted, op, key));
    }
  }
}
