package io.lockstep.materialize.plan;

import io.lockstep.materialize.file.Sha256;
import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.profile.OutputContent.Edited;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values that are managed in a file that somebody else owns: what they are, as hashes, and
 * which of them are not as they were written. Nothing else in the file counts. Without state.
 */
public final class ManagedValues {
  private static final String ABSENT = "";

  private ManagedValues() {}

  /**
   * By address, the hash of what stands there; empty for nothing.
   *
   * @throws MalformedFileException if the file does not parse
   */
  public static Map<String, String> hashes(Edited content, byte[] file) {
    Collection<String> addresses = content.edits().stream().map(Edit::address).toList();
    Map<String, FileValue> there = content.format().read(file, addresses);
    Map<String, String> hashes = new TreeMap<>();
    for (String address : addresses) {
      FileValue value = there.get(address);
      hashes.put(address, value == null ? ABSENT : hash(value));
    }
    return hashes;
  }

  private static String hash(FileValue value) {
    return Sha256.of(value.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Addresses at which another value stands than was written, other than in spelling, and other
   * than shall stand there.
   *
   * @param written hashes by address, as the manifest has them
   * @throws MalformedFileException if the file does not parse
   */
  public static Set<String> drifted(Edited content, byte[] file, Map<String, String> written) {
    Map<String, String> there = hashes(content, file);
    Set<String> drifted = new TreeSet<>();
    for (Edit edit : content.edits()) {
      String before = written.get(edit.address());
      if (before != null
          && !before.equals(there.get(edit.address()))
          && !Arrays.equals(content.format().edit(file, List.of(edit)), file)) {
        drifted.add(edit.address());
      }
    }
    return drifted;
  }
}
