package io.lockstep.cli.output;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/**
 * Standard output that remembers why it could not be written: the JDK's keeps that to itself, and
 * what a full disk did not take would be missing without a word.
 */
public final class StandardOutput extends FilterOutputStream {
  private static final String CLOSED_PIPE = "broken pipe";

  private IOException failure; // guarded by this

  /** Over the stream that really writes. */
  StandardOutput(OutputStream out) {
    super(out);
  }

  /** Puts it in the place of {@link System#out}. */
  public static StandardOutput install() {
    StandardOutput output =
        new StandardOutput(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setOut(new PrintStream(output, true, charset()));
    return output;
  }

  /** That of the stream in whose place it is. */
  private static Charset charset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }

  @Override
  public synchronized void write(int b) throws IOException {
    try {
      out.write(b);
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  private IOException remembered(IOException e) {
    failure = failure == null ? e : failure;
    return e;
  }

  /**
   * Writes what waits.
   *
   * @return what went wrong; empty if all was written, or if who reads it wanted no more
   */
  public synchronized Optional<Failure> finish() {
    try {
      flush();
    } catch (IOException e) {
      // remembered
    }
    return Optional.ofNullable(failure).filter(e -> !isClosedPipe(e)).map(StandardOutput::lost);
  }

  private static boolean isClosedPipe(IOException e) {
    String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains(CLOSED_PIPE);
  }

  private static Failure lost(IOException e) {
    return new Failure(
        ExitCodes.FAILED,
        "output-lost",
        ("the output cannot be written (%s), so that some of it is missing; the command itself was"
                + " carried out. Make room, or send it elsewhere")
            .formatted(e.getMessage()),
        e);
  }
}
