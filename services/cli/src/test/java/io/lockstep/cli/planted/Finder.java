package io.lockstep.cli.planted;

import io.lockstep.cli.planted.Forms.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds many byte sequences at once, by their first eight bytes. */
final class Finder {
  private static final int FIRST = 8;
  private static final int BITS = 22;

  /** What is left out to see through lines, columns and UTF-16 around hexadecimal and Base64. */
  private static final String FILLING = "\r\n\t :\0";

  private final Map<Long, List<Form>> forms = new HashMap<>();
  private final BitSet possible = new BitSet(1 << BITS);

  Finder(Collection<Planted> planted) {
    planted.stream().flatMap(one -> Forms.of(one).stream()).forEach(this::add);
  }

  private void add(Form form) {
    long first = 0;
    for (int i = 0; i < FIRST; i++) {
      first = first << 8 | form.bytes()[i] & 0xFF;
    }
    possible.set(slot(first));
    forms.computeIfAbsent(first, any -> new ArrayList<>()).add(form);
  }

  private static int slot(long first) {
    return (int) (first * 0x9E3779B97F4A7C15L >>> 64 - BITS);
  }

  /** What stands in the bytes, of each secret the first. */
  Map<Planted, Form> find(byte[] bytes) {
    Map<Planted, Form> found = new LinkedHashMap<>();
    search(bytes, bytes.length, found);
    byte[] dense = new byte[bytes.length];
    int length = withoutFilling(bytes, dense);
    if (length < bytes.length) {
      search(dense, length, found);
    }
    return found;
  }

  private void search(byte[] bytes, int length, Map<Planted, Form> found) {
    long window = 0;
    for (int i = 0; i < length; i++) {
      window = window << 8 | bytes[i] & 0xFF;
      if (i >= FIRST - 1 && possible.get(slot(window))) {
        for (Form form : forms.getOrDefault(window, List.of())) {
          int from = i - FIRST + 1;
          int to = from + form.bytes().length;
          if (to <= length && Arrays.equals(bytes, from, to, form.bytes(), 0, to - from)) {
            found.putIfAbsent(form.planted(), form);
          }
        }
      }
    }
  }

  private static int withoutFilling(byte[] bytes, byte[] dense) {
    boolean[] filling = new boolean[256];
    for (byte b : FILLING.getBytes(StandardCharsets.US_ASCII)) {
      filling[b] = true;
    }
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean escape =
          bytes[i] == '\\' && i + 1 < bytes.length && (bytes[i + 1] == 'n' || bytes[i + 1] == 'r');
      if (escape) {
        i++;
      } else if (!filling[bytes[i] & 0xFF]) {
        dense[length++] = bytes[i];
      }
    }
    return length;
  }
}
