package io.lockstep.node.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.schema.Refusal;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;

/**
 * An error, as RFC 9457 has it.
 *
 * @param type names the code as a URI
 * @param title the code in words
 * @param status the HTTP status
 * @param detail what is wrong and what to do
 * @param code stable code, lower-case words joined by hyphens
 * @param commandId the command that it is about
 * @param entity the entity that it is about
 * @param expectedRevision the revision that was expected
 * @param actualRevision the revision that the entity has; 0 for none
 * @param actualValue the value that the entity has
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String commandId,
    String entity,
    Long expectedRevision,
    Long actualRevision,
    String actualValue) {

  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  static ProblemDocument of(HttpStatus status, String code, String detail, String commandId) {
    return new ProblemDocument(
        type(code), title(code), status.getCode(), detail, code, commandId, null, null, null, null);
  }

  static ProblemDocument of(HttpStatus status, String commandId, Refusal refusal) {
    return new ProblemDocument(
        type(refusal.getCode()),
        title(refusal.getCode()),
        status.getCode(),
        refusal.getMessage(),
        refusal.getCode(),
        commandId,
        refusal.getEntity(),
        refusal.getExpectedRevision(),
        refusal.getActualRevision(),
        refusal.getActualValue());
  }

  private static String type(String code) {
    return "urn:lockstep:problem:" + code;
  }

  private static String title(String code) {
    String words = code.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
