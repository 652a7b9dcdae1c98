package io.lockstep.materialize.kill;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.OutputContent;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.testing.KeyValueFormat;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Files that tell whether they are whole, other ones at each call. Made beforehand, so that a
 * process with this profile spends its time on writing.
 */
final class Stamped implements Profile {
  static final String LARGE = "conf/large";
  static final String SMALL = "servers";
  static final String EDITED = "conf/product.conf";
  static final int LARGE_MODE = 0640;
  static final int SMALL_MODE = 0604;
  static final String EDITED_MODE = "rw-rw-r-x";

  private static final DriftPolicy DRIFT = DriftPolicy.REPAIR;
  private static final int STAMP = Long.BYTES;
  private static final int LARGEST = 256 * 1024;
  private static final int VERSIONS = 4;

  private final List<List<Output>> versions;
  private int next;

  Stamped(long seed) {
    Random random = new Random(seed);
    this.versions =
        IntStream.range(0, VERSIONS)
            .mapToObj(
                version ->
                    List.of(
                        new Output(LARGE, stamped(random, LARGEST), LARGE_MODE),
                        new Output(EDITED, edited(random), Output.PRESENT_MODE, DRIFT, List.of()),
                        new Output(SMALL, stamped(random, 200), SMALL_MODE)))
            .toList();
  }

  @Override
  public String name() {
    return "stamped";
  }

  @Override
  public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
    return versions.get(next++ % VERSIONS);
  }

  /** Two values that are always the same. */
  private static OutputContent edited(Random random) {
    FileValue value = new FileValue.Text(Integer.toString(random.nextInt()));
    return new OutputContent.Edited(
        new KeyValueFormat(),
        List.of(new Edit.Put("first", value), new Edit.Put("second", value)),
        false);
  }

  /** Puts the product's own file where a managed part of it is changed. */
  static void startIn(Path files) throws IOException {
    Path edited = files.resolve(EDITED);
    Files.createDirectories(edited.getParent());
    Files.writeString(edited, product("0"));
    Files.setPosixFilePermissions(edited, PosixFilePermissions.fromString(EDITED_MODE));
  }

  /** A file as the product has it, of many lines. */
  static String product(String value) {
    return "# of the product\nfirst=%s\n%ssecond=%s\n# end\n"
        .formatted(value, "other=kept as it is\n\n".repeat(2_000), value);
  }

  private static byte[] stamped(Random random, int largest) {
    byte[] body = new byte[1 + random.nextInt(largest)];
    random.nextBytes(body);
    byte[] bytes = Arrays.copyOf(stamp(body), STAMP + body.length);
    System.arraycopy(body, 0, bytes, STAMP, body.length);
    return bytes;
  }

  /** A checksum that costs a reader less than the reading does. */
  private static byte[] stamp(byte[] body) {
    var checksum = new CRC32();
    checksum.update(body);
    return ByteBuffer.allocate(STAMP).putLong(checksum.getValue()).array();
  }

  static boolean isWhole(byte[] bytes) {
    return bytes.length > STAMP
        && Arrays.equals(
            stamp(Arrays.copyOfRange(bytes, STAMP, bytes.length)), Arrays.copyOf(bytes, STAMP));
  }
}
