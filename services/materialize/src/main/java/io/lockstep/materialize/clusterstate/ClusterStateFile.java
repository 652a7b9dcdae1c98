package io.lockstep.materialize.clusterstate;

import io.lockstep.state.clusterstate.ClusterStateXml;
import io.lockstep.state.clusterstate.ClusterStateXml.MemberLine;
import io.lockstep.state.image.ClusterImage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What stands in the files that tell of the cluster's members. Pure. */
public final class ClusterStateFile {
  private ClusterStateFile() {}

  /**
   * The {@code cluster_state} document, byte for byte as the status application gives it for the
   * same members: those that were not removed, by id.
   *
   * @param online whether a node, by its id, reports and is well
   */
  public static byte[] document(ClusterImage image, Predicate<String> online) {
    Optional<String> primary = image.promotion().primary();
    List<MemberLine> lines =
        image.members().present().stream()
            .map(
                member ->
                    new MemberLine(
                        member.getHost(),
                        online.test(member.getId()),
                        primary.equals(Optional.of(member.getId()))))
            .toList();
    return ClusterStateXml.of(image.cluster(), lines).getBytes(StandardCharsets.UTF_8);
  }

  /** The time of the last synchronization: ISO 8601, UTC, whole seconds, with a line end. */
  public static byte[] lastSync(Instant time) {
    return (time.truncatedTo(ChronoUnit.SECONDS) + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}
