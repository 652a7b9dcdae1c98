package io.lockstep.materialize.content;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What stands there is not what was scanned. */
final class EditedException extends IOException {
  static final String MESSAGE = "was edited meanwhile";

  private static final long serialVersionUID = 1L;

  private EditedException() {
    super(MESSAGE);
  }

  /**
   * Requires that at a place stands what was scanned.
   *
   * @param there what that was; null for nothing
   */
  static void unless(Path place, Scan.Found there) throws IOException {
    try {
      Stamp now = Stamp.of(place);
      boolean same =
          there != null
              && (there.item().isDirectory() ? now.isDirectory() : now.equals(there.stamp()));
      if (!same) {
        throw new EditedException();
      }
    } catch (NoSuchFileException e) {
      if (there != null) {
        throw new EditedException();
      }
    }
  }
}
