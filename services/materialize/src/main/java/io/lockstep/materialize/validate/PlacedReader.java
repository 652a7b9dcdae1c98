package io.lockstep.materialize.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Bytes to characters, strictly: what is not in the encoding, or not allowed, is a {@link
 * ProblemException} with its place, where the JDK's own reader knows none. A byte order mark of
 * UTF-8 is skipped. For one thread.
 */
final class PlacedReader extends Reader {
  /** Which characters a format refuses. */
  interface Refused {
    /** Whether this one is; a char of a pair is asked about on its own. */
    boolean test(char c);
  }

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final String charset;
  private final Refused refused;
  private final long most;
  private final ByteBuffer bytes = ByteBuffer.allocate(16 * 1024).flip();
  private boolean ended;
  private boolean broken;
  private boolean started;
  private boolean afterReturn;
  private long read;
  private int line = 1;
  private int column = 1;

  /**
   * Reads on demand.
   *
   * @param most characters that are read before it is a problem
   */
  PlacedReader(InputStream in, Charset charset, Refused refused, long most) {
    this.in = in;
    this.decoder = charset.newDecoder();
    this.charset = charset.name();
    this.refused = refused;
    this.most = most;
  }

  @Override
  public int read(char[] to, int offset, int length) throws IOException {
    CharBuffer out = CharBuffer.wrap(to, offset, length).slice();
    while (length > 0 && out.position() == 0) {
      if (broken) {
        throw new ProblemException(line, column, "what follows is not " + charset);
      }
      CoderResult result = decoder.decode(bytes, out, ended);
      dropMark(out);
      broken = result.isError();
      if (result.isOverflow() && out.position() == 0) {
        throw new IOException("A buffer of one char has no room for a pair of surrogates.");
      }
      if (result.isUnderflow() && out.position() == 0) {
        if (ended) {
          return -1;
        }
        fill();
      }
    }
    advance(to, offset, out.position());
    return out.position();
  }

  private void dropMark(CharBuffer out) {
    if (!started && out.position() > 0) {
      started = true;
      if (out.get(0) == '\uFEFF') {
        int end = out.position();
        out.position(1).limit(end);
        out.compact();
      }
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    int got = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (got < 0) {
      ended = true;
    } else {
      bytes.position(bytes.position() + got);
    }
    bytes.flip();
  }

  private void advance(char[] to, int offset, int count) throws IOException {
    for (int i = offset; i < offset + count; i++) {
      char c = to[i];
      if (refused.test(c)) {
        throw new ProblemException(
            line, column, "the character U+%04X may not stand here".formatted((int) c));
      }
      if (c == '\n') {
        line += afterReturn ? 0 : 1;
        column = 1;
      } else if (c == '\r') {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(c)) {
        column++;
      }
      afterReturn = c == '\r';
    }
    read += count;
    if (read > most) {
      throw new ProblemException(
          line, column, "the file has more than " + most + " characters: too many to be checked");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
