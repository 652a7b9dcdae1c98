package io.lockstep.benchmark.content;

import io.lockstep.benchmark.content.Loads.Load;
import java.io.IOException;
import java.nio.file.Path;

/** One way to bring what changes in a folder to other folders. Each has folders of its own. */
interface Way extends AutoCloseable {
  /** As the table names it. */
  String name();

  /** Brings the large file to all folders, and does not measure it. */
  void begin(Path large) throws IOException, InterruptedException;

  /**
   * Brings new files that appear at once, looks that they are the same, and takes them away again.
   *
   * @param files a directory of files, which stays as it is
   * @return until they stand in every other folder
   */
  Took appear(Load load, Path files) throws IOException, InterruptedException;

  /**
   * Changes one byte of the large file.
   *
   * @return until every other folder has it
   */
  Took change(long place) throws IOException, InterruptedException;

  @Override
  void close() throws InterruptedException;
}
