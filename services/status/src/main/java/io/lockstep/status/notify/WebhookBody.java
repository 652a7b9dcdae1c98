package io.lockstep.status.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lockstep.schema.Alert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A digest as JSON; its fields are described in the README. Pure. */
final class WebhookBody {
  private static final JsonFactory JSON = new JsonFactory();

  private WebhookBody() {}

  static byte[] of(Digest digest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", digest.id());
      json.writeStringField("cluster", digest.cluster());
      json.writeStringField("summary", digest.summary());
      json.writeArrayFieldStart("alerts");
      for (Alert step : digest.steps()) {
        json.writeStartObject();
        json.writeStringField("id", step.getId());
        json.writeStringField("state", step.getState().name());
        json.writeStringField("severity", step.getSeverity().name());
        json.writeStringField("kind", step.getKind());
        json.writeStringField("subject", step.getSubject());
        json.writeStringField("node", step.getNode());
        json.writeStringField("cause", step.getCause());
        json.writeStringField("remedy", step.getRemedy());
        json.writeStringField("raised", time(step.getRaised()));
        json.writeStringField("cleared", time(step.getCleared()));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written to", e);
    }
    return out.toByteArray();
  }

  private static String time(Instant time) {
    return time == null ? null : time.toString();
  }
}
