package io.lockstep.cli.content;

import picocli.CommandLine.Parameters;

/** A path of a folder. */
final class ContentPath {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder's name.")
  private String folder;

  @Parameters(
      index = "1",
      paramLabel = "PATH",
      description = "The path in it, such as conf/site.xml.")
  private String path;

  String folder() {
    return folder;
  }

  String path() {
    return path;
  }
}
