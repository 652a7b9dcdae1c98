package io.lockstep.cli.file;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that the user named, in memory. */
public final class InputFile {
  /** The name that stands for standard input. */
  public static final String STANDARD_INPUT = "-";

  /** More than any of them may have, in bytes: a node takes no longer request. */
  static final int LONGEST = 32 * 1024 * 1024;

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final String name;
  private final byte[] bytes;

  /** Takes the bytes as they are; the name is as the user wrote it. */
  public InputFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /** As the user wrote it. */
  public String name() {
    return name;
  }

  /** The bytes themselves, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** Reads a file, or standard input when its name is a dash. */
  public static InputFile read(String name) {
    try {
      byte[] bytes = bytes(name);
      if (bytes.length > LONGEST) {
        throw new Failure(
            ExitCodes.FAILED,
            "file-too-long",
            "file %s has more than %d MiB, which no command takes; name another, or divide it"
                .formatted(name, LONGEST >> 20));
      }
      return new InputFile(name, bytes);
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.FAILED,
          "unreadable-file",
          "file " + name + " cannot be read: " + reason(name, e) + "; name one that can",
          e);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    if (name.equals(STANDARD_INPUT)) {
      return System.in.readNBytes(LONGEST + 1);
    }
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      return in.readNBytes(LONGEST + 1);
    }
  }

  private static String reason(String name, IOException e) {
    if (!name.equals(STANDARD_INPUT) && !Files.exists(Path.of(name))) {
      return "it does not exist";
    }
    return Files.isDirectory(Path.of(name)) ? "it is a folder" : e.getMessage();
  }

  /** The text, which must be UTF-8. */
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed(lineOfBadByte(), "is not UTF-8; convert the file, or write \\uXXXX", e);
    }
  }

  /** The text without the byte order mark that editors of Windows put before it. */
  public String document() {
    String text = text();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** A failure that names the file and the line, which counts from 1. */
  public Failure malformed(long line, String what, Exception cause) {
    return new Failure(
            ExitCodes.FAILED, "malformed-file", name + " line " + line + " " + what, cause)
        .with("line", line);
  }

  private int lineOfBadByte() {
    int line = 1;
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        try {
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, i - start));
        } catch (CharacterCodingException e) {
          return line;
        }
        start = i + 1;
        line++;
      }
    }
    throw new UncheckedIOException(new IOException("no bad byte in " + name));
  }
}
