package io.lockstep.materialize.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file that a seed made, and what is known of it without reading it. */
public final class OddFile {
  /** A value and where its spelling stands; stop is exclusive. */
  public record Spot(FileValue value, int start, int stop) {}

  private final StringBuilder text = new StringBuilder();
  private final Map<String, Spot> spots = new LinkedHashMap<>();
  private Charset charset = StandardCharsets.UTF_8;
  private boolean mark;

  /** Writes on. */
  public OddFile add(String more) {
    text.append(more);
    return this;
  }

  /** Writes a value on. */
  public OddFile add(String address, FileValue value, String spelled) {
    spots.put(address, new Spot(value, text.length(), text.length() + spelled.length()));
    return add(spelled);
  }

  /** Sets how the file is encoded. */
  public void encoding(Charset other, boolean withMark) {
    charset = other;
    mark = withMark;
  }

  /** Takes the last line end away. */
  public void open() {
    while (!text.isEmpty()
        && (text.charAt(text.length() - 1) == '\n' || text.charAt(text.length() - 1) == '\r')) {
      text.setLength(text.length() - 1);
    }
  }

  /** What stands in it. */
  public String text() {
    return text.toString();
  }

  /** The values by address. */
  public Map<String, Spot> spots() {
    return spots;
  }

  /** The file. */
  public byte[] bytes() {
    return ((mark ? "\uFEFF" : "") + text).getBytes(charset);
  }

  /** What a file that was edited says, if it is encoded as this one. */
  public String decode(byte[] other) {
    String decoded = new String(other, charset);
    return mark ? decoded.substring(1) : decoded;
  }

  /** Makes such files. */
  public interface Maker {
    /** The file of a seed. */
    OddFile make(long seed);
  }
}
