package io.lockstep.status.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of the page.
 *
 * @param content its bytes; not to be changed
 * @param mediaType what it is
 * @param tag strong entity tag of its content
 */
record PageFile(byte[] content, String mediaType, String tag) {
  /**
   * A file.
   *
   * @param name ends with what says its type
   * @throws IllegalArgumentException if the page has no files of such a type
   */
  static PageFile of(String name, byte[] content) {
    return new PageFile(content, mediaType(name), tag(content));
  }

  private static String mediaType(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "html" -> "text/html;charset=utf-8";
      case "css" -> "text/css;charset=utf-8";
      case "js" -> "text/javascript;charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no media type for the file " + name);
    };
  }

  private static String tag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The content as text. */
  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }
}
