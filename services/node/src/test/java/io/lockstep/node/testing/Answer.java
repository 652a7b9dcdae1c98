package io.lockstep.node.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

/** An answer of a node's API. */
public record Answer(int status, HttpHeaders headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A header; empty if it is not there. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The value of a field of the JSON, of the outermost object that has it. */
  public String field(String name) {
    try {
      JsonNode value = JSON.readTree(body).findValue(name);
      if (value != null) {
        return value.asText();
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + this, e);
    }
    throw new AssertionError("no \"" + name + "\" in " + this);
  }

  /** The code of a problem document. */
  public String code() {
    return field("code");
  }

  /** The text of a problem document. */
  public String detail() {
    return field("detail");
  }
}
