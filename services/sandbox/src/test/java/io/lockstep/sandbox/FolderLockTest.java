package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir private Path temp;
  private Layout layout;

  @BeforeEach
  void makeFolder() {
    layout = new Layout(temp.resolve("sandbox"));
    layout.create();
  }

  @Test
  void refusesASecondCallerOfTheSameProcess() {
    assertThatThrownBy(
            () -> FolderLock.holding(layout, () -> FolderLock.holding(layout, () -> "in")))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("is being started or stopped by this process");
  }

  @Test
  void isFreeAgainAfterWorkThatFailed() {
    assertThatThrownBy(
            () ->
                FolderLock.holding(
                    layout,
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    assertThat(FolderLock.<String>holding(layout, () -> "in")).isEqualTo("in");
  }

  @Test
  void isHeldAgainstOtherProcessesWhileItWorks() {
    boolean held = FolderLock.holding(layout, this::isLockedByThisProcess);

    assertThat(held).isTrue();
    assertThat(isLockedByThisProcess()).isFalse();
  }

  private boolean isLockedByThisProcess() {
    try (FileChannel channel = FileChannel.open(layout.lockFile(), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
