package io.lockstep.materialize.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk that takes only so many more bytes, and a write in part where they do not suffice. */
final class FullDisk implements LineFile.Opener {
  private int room = Integer.MAX_VALUE;

  /** Sets how many bytes it takes from now on. */
  void room(int bytes) {
    room = bytes;
  }

  @Override
  public LineFile.End open(Path file) throws IOException {
    LineFile.End end = LineFile.onDisk(file);
    return new LineFile.End() {
      @Override
      public void write(ByteBuffer bytes) throws IOException {
        if (room == 0) {
          throw new IOException("No space left on device");
        }
        int taken = Math.min(room, bytes.remaining());
        ByteBuffer part = bytes.slice(bytes.position(), taken);
        while (part.hasRemaining()) {
          end.write(part);
        }
        bytes.position(bytes.position() + taken);
        room -= taken;
      }

      @Override
      public void force() throws IOException {
        end.force();
      }

      @Override
      public void close() throws IOException {
        end.close();
      }
    };
  }
}
