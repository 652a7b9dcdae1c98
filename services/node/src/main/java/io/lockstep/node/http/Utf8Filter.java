package io.lockstep.node.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses URLs whose percent-encoded bytes are not UTF-8: the server would read another character
 * for them, and change another parameter than was meant.
 */
@ServerFilter("/api/v1/**")
final class Utf8Filter {
  @RequestFilter
  @Nullable
  HttpResponse<ProblemDocument> check(HttpRequest<?> request) {
    if (isUtf8(request.getUri().getRawPath()) && isUtf8(request.getUri().getRawQuery())) {
      return null; // goes on
    }
    return HttpResponse.<ProblemDocument>status(HttpStatus.BAD_REQUEST)
        .contentType(ProblemDocument.MEDIA_TYPE)
        .body(
            ProblemDocument.of(
                HttpStatus.BAD_REQUEST,
                "malformed-request",
                "the URL has percent-encoded bytes that are not UTF-8; encode it as UTF-8",
                null));
  }

  private static boolean isUtf8(String encoded) {
    if (encoded == null || encoded.indexOf('%') < 0) {
      return true;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int at = 0; at < encoded.length(); at++) {
      if (encoded.charAt(at) == '%') {
        if (!isHex(encoded, at + 1) || !isHex(encoded, at + 2)) {
          return false;
        }
        bytes.write(Integer.parseInt(encoded, at + 1, at + 3, 16));
        at += 2;
      } else {
        bytes.writeBytes(encoded.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isHex(String text, int at) {
    return at < text.length() && Character.digit(text.charAt(at), 16) >= 0;
  }
}
