package io.lockstep.materialize.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The steps on the disk, of which one fails as a full device does; a file that is being created
 * then has half of its bytes. Counts the steps.
 */
public final class FaultySteps implements FileSteps {
  private final FileSteps steps = new DiskSteps();
  private final int failing;
  private final boolean lasting;
  private IOException failure = new IOException("No space left on device");
  private int count;
  private boolean healed;

  private FaultySteps(int failing, boolean lasting) {
    this.failing = failing;
    this.lasting = lasting;
  }

  /** The n-th step fails, the first is 1. */
  public static FaultySteps once(int failing) {
    return new FaultySteps(failing, false);
  }

  /** The n-th step and all after it fail, removals apart, until {@link #heal}. */
  public static FaultySteps from(int failing) {
    return new FaultySteps(failing, true);
  }

  /** The failure is another one. */
  public FaultySteps with(IOException other) {
    failure = other;
    return this;
  }

  public void heal() {
    healed = true;
  }

  /** Whether the step that fails was reached. */
  public boolean failed() {
    return count >= failing;
  }

  private boolean fails() {
    count++;
    return !healed && (lasting ? count >= failing : count == failing);
  }

  private void step() throws IOException {
    if (fails()) {
      throw failure;
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    step();
    steps.createDirectory(directory);
  }

  @Override
  public void create(Path file, byte[] bytes, int mode) throws IOException {
    if (fails()) {
      steps.create(file, Arrays.copyOf(bytes, bytes.length / 2), 0600);
      throw failure;
    }
    steps.create(file, bytes, mode);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step();
    steps.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    if (!lasting && fails()) {
      throw new FileSystemException(file.toString(), null, "Input/output error");
    }
    steps.delete(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    step();
    steps.syncDirectory(directory);
  }
}
