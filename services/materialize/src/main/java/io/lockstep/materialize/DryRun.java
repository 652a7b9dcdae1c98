package io.lockstep.materialize;

import io.lockstep.materialize.file.FileState;
import io.lockstep.materialize.file.Sha256;
import io.lockstep.materialize.manifest.Manifest;
import io.lockstep.materialize.manifest.ManifestEntry;
import io.lockstep.materialize.plan.Plan;
import io.lockstep.materialize.plan.Planner;
import io.lockstep.materialize.profile.HiddenSecrets;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.OutputContent.Edited;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.state.image.ClusterImage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a change would make of any node's files; of those of the node itself {@link DiskPreview}
 * knows more. Plans as {@link Materializer} does, but takes the files that the image of now makes
 * for what is on disk: that disk may be another machine's. Touches none, and opens no secret: it
 * shows {@code (secret)}. Any thread.
 */
public final class DryRun {
  private DryRun() {}

  /**
   * What becomes of each file of a node, ordered by path.
   *
   * @param profile what files there are
   * @param now the image as it is
   * @param then the image as it would be
   * @param nodeId the node, taken with the site that each image knows it at
   */
  public static List<FilePreview> preview(
      Profile profile, ClusterImage now, ClusterImage then, String nodeId) {
    return preview(profile, now, NodeView.of(now, nodeId), then, NodeView.of(then, nodeId));
  }

  /** As the other, for a node that the images need not know. */
  public static List<FilePreview> preview(
      Profile profile, ClusterImage now, NodeView nodeNow, ClusterImage then, NodeView nodeThen) {
    Secrets hidden = new HiddenSecrets();
    Map<String, Output> before = new TreeMap<>();
    Map<String, FileState> states = new TreeMap<>();
    List<ManifestEntry> written = new ArrayList<>();
    List<Output> made = profile.outputs(now, nodeNow, hidden);
    List<Output> wanted = profile.outputs(then, nodeThen, hidden);
    for (Output output : Stream.concat(whole(made), coming(made, wanted)).toList()) {
      if (output.problem() != null) {
        continue;
      }
      String hash = Sha256.of(output.bytes());
      before.put(output.path(), output);
      states.put(output.path(), new FileState(hash, output.mode(), true));
      if (!isProducts(made, output) || isAmong(wanted, output)) { // else it is the product's again
        written.add(new ManifestEntry(output.path(), hash, output.mode(), now.revision()));
      }
    }
    Plan plan =
        Planner.plan(
            then.revision(),
            profile,
            whole(wanted).toList(),
            path -> Optional.ofNullable(states.get(path)),
            Manifest.of(now.revision(), profile.name(), written));
    return plan.files().stream()
        .map(
            file ->
                new FilePreview(
                    nodeThen.id(),
                    file.path(),
                    file.action(),
                    text(before.get(file.path())),
                    text(file.wanted().orElse(null)),
                    FilePreview.Seen.IMAGE,
                    file.problem()))
        .toList();
  }

  /** Of a file that the product owns, the values that are managed are shown alone. */
  private static Stream<Output> whole(List<Output> outputs) {
    return outputs.stream()
        .map(output -> output.on(() -> Optional.of(new byte[0]), Optional.empty()));
  }

  /** Files of the product in which nothing is managed yet: they are there, and are not created. */
  private static Stream<Output> coming(List<Output> made, List<Output> wanted) {
    return whole(wanted)
        .filter(output -> output.problem() == null)
        .filter(output -> isProducts(wanted, output) && !isAmong(made, output))
        .map(output -> new Output(output.path(), new byte[0], output.mode()));
  }

  private static boolean isAmong(List<Output> outputs, Output file) {
    return outputs.stream().anyMatch(output -> output.path().equals(file.path()));
  }

  private static boolean isProducts(List<Output> outputs, Output file) {
    return outputs.stream()
        .anyMatch(
            output -> output.path().equals(file.path()) && output.content() instanceof Edited);
  }

  private static String text(Output output) {
    return output == null ? null : text(output.bytes());
  }

  /** Bytes as they are shown. */
  static String text(byte[] bytes) {
    try {
      return HiddenSecrets.shown(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return "(%d bytes, no text, SHA-256 %s)".formatted(bytes.length, Sha256.of(bytes));
    }
  }
}
