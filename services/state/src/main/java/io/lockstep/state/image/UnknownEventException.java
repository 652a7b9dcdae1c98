package io.lockstep.state.image;

import io.lockstep.schema.Event;

/** An event that this version cannot apply. It must never be skipped. */
public final class UnknownEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnknownEventException(String message) {
    super(message);
  }

  static UnknownEventException type(Event event) {
    Object payload = event.getPayload();
    String type =
        payload instanceof io.lockstep.schema.Extension extension
            ? "Extension of type \"" + extension.getType() + "\""
            : payload.getClass().getSimpleName();
    return new UnknownEventException(
        "revision "
            + event.getRevision()
            + " is an event of unknown type ("
            + type
            + "); run a version of Lockstep that knows it");
  }

  static UnknownEventException format(Event event, int supported) {
    return new UnknownEventException(
        "revision "
            + event.getRevision()
            + " has format level "
            + event.getFormatLevel()
            + ", this version reads up to "
            + supported
            + "; run a version of Lockstep that reads it");
  }
}
