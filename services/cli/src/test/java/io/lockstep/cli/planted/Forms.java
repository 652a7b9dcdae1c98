package io.lockstep.cli.planted;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;

/** How a secret may look where it stands. */
final class Forms {
  static final int PART = 24;
  private static final int STEP = 8;
  private static final HexFormat HEX = HexFormat.of();

  private Forms() {}

  /**
   * A form of a secret, or of a part of it.
   *
   * @param name such as {@code "hex, from byte 16"}
   */
  record Form(Planted planted, String name, byte[] bytes) {}

  /** All of one secret. */
  static List<Form> of(Planted planted) {
    List<Form> forms = new ArrayList<>();
    byte[] whole = planted.bytes();
    if (!planted.inParts() || whole.length <= PART) {
      add(forms, planted, whole, "");
    } else {
      for (int from = 0; from + PART <= whole.length; from += STEP) {
        add(forms, planted, Arrays.copyOfRange(whole, from, from + PART), ", from byte " + from);
      }
    }
    return forms;
  }

  private static void add(List<Form> forms, Planted planted, byte[] part, String where) {
    Map<String, byte[]> encoded = new LinkedHashMap<>();
    encoded.put(planted.isText() ? "UTF-8" : "as it is", part);
    if (planted.isText()) {
      String text = new String(part, StandardCharsets.UTF_8);
      encoded.put("UTF-16BE", in(text, StandardCharsets.UTF_16BE));
      encoded.put("UTF-16LE", in(text, StandardCharsets.UTF_16LE));
    }
    encoded.put("hex", ascii(HEX.formatHex(part)));
    encoded.put("upper-case hex", ascii(HEX.withUpperCase().formatHex(part)));
    // Base64 depends on how many bytes stand before; so all three beginnings are looked for.
    for (int skipped = 0; skipped < 3; skipped++) {
      int end = skipped + (part.length - skipped) / 3 * 3;
      byte[] triples = Arrays.copyOfRange(part, skipped, end);
      encoded.put("Base64 (" + skipped + ")", Base64.getEncoder().encode(triples));
      encoded.put("URL Base64 (" + skipped + ")", Base64.getUrlEncoder().encode(triples));
    }
    encoded.put("signed numbers", ascii(numbers(part, 0xFFFFFFFF)));
    encoded.put("unsigned numbers", ascii(numbers(part, 0xFF)));
    encoded.put("text of an Avro record", avroText(part));
    // Where two are the same bytes, the first names them.
    Map<ByteBuffer, String> seen = new LinkedHashMap<>();
    encoded.forEach((name, bytes) -> seen.putIfAbsent(ByteBuffer.wrap(bytes), name));
    seen.forEach((bytes, name) -> forms.add(new Form(planted, name + where, bytes.array())));
  }

  private static byte[] in(String text, Charset charset) {
    return text.getBytes(charset);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** As {@link Arrays#toString(byte[])}, without blanks: the scan leaves them out. */
  private static String numbers(byte[] bytes, int mask) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(text.isEmpty() ? "" : ",").append(b & mask);
    }
    return text.toString();
  }

  private static byte[] avroText(byte[] bytes) {
    String text = GenericData.get().toString(ByteBuffer.wrap(bytes));
    return in(text.substring(text.indexOf('"') + 1, text.lastIndexOf('"')), StandardCharsets.UTF_8);
  }
}
