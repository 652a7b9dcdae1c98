package io.lockstep.cli.audit;

import io.lockstep.cli.client.Json;
import java.io.IOException;

/** An entry a line, as JSON with the fields of {@link AuditEntry}. */
final class JsonLines implements EntryWriter {
  private final Appendable out;

  JsonLines(Appendable out) {
    this.out = out;
  }

  @Override
  public void begin() {}

  @Override
  public void write(AuditEntry entry) throws IOException {
    out.append(Json.MAPPER.writeValueAsString(entry)).append('\n');
  }
}
