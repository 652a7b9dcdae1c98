package io.lockstep.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lockstep.cli.client.Json;
import java.io.PrintWriter;

/** Writes one result, as text or as JSON. */
public final class Output {
  private final PrintWriter out;
  private final Format format;

  /** Writes to a writer, which the caller owns. */
  public Output(PrintWriter out, Format format) {
    this.out = out;
    this.format = format;
  }

  /** Writes a table, or its JSON form. */
  public void print(Table table, Object json) {
    if (format == Format.JSON) {
      json(json);
    } else {
      table.lines().forEach(out::println);
      out.flush();
    }
  }

  /** Writes a sentence, or its JSON form. */
  public void print(String sentence, Object json) {
    if (format == Format.JSON) {
      json(json);
    } else {
      out.println(sentence);
      out.flush();
    }
  }

  private void json(Object value) {
    out.println(toJson(value));
    out.flush();
  }

  static String toJson(Object value) {
    try {
      return Json.PRETTY.writeValueAsString(value).replace("\r\n", "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
    }
  }
}
