package io.lockstep.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands at a cluster of one node, which records what it is asked and answers as it is told. */
abstract class AgainstARecordedNode {
  @TempDir Path folder;
  RecordedNode node;

  @BeforeEach
  void startNode() throws IOException {
    node = new RecordedNode();
    node.clusterFolder(folder);
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  Run lockstep(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--cluster";
    all[arguments.length + 1] = folder.toString();
    return Run.lockstep(all);
  }
}
