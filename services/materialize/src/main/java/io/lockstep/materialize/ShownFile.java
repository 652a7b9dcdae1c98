package io.lockstep.materialize;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.profile.HiddenSecrets;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.OutputContent.Edited;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a product's own file is shown, whatever version of it: without the secrets that the cluster
 * puts there, and without what the product keeps there by the name of a password.
 */
final class ShownFile {
  private final List<Edited> contents;

  /**
   * A file.
   *
   * @param before what is wanted of it now, with hidden secrets; null for nothing
   * @param after what is wanted of it then, likewise
   */
  ShownFile(Output before, Output after) {
    this.contents =
        Stream.of(Optional.ofNullable(before), Optional.ofNullable(after))
            .flatMap(Optional::stream)
            .filter(output -> output.content() instanceof Edited)
            .map(output -> (Edited) output.content())
            .toList();
  }

  /** Whether it is a file that somebody else owns. */
  boolean isEdited() {
    return !contents.isEmpty();
  }

  /** The text of a version of it; says so where it cannot be shown. */
  String text(byte[] version) {
    byte[] masked = version;
    try {
      for (Edited content : contents) {
        List<Edit> masks = masks(content, masked);
        masked = masks.isEmpty() ? masked : content.format().edit(masked, masks);
      }
    } catch (MalformedFileException | IllegalArgumentException e) {
      return "(not shown: it holds secrets, and %s)%n".formatted(e.getMessage());
    }
    return PasswordMask.of(HiddenSecrets.shown(decoded(masked)));
  }

  /** Edits that put what stands for a secret in its place, where there is one. */
  private static List<Edit> masks(Edited content, byte[] version) {
    List<Edit> masks = new ArrayList<>();
    for (Edit edit : content.edits()) {
      boolean secret =
          edit instanceof Edit.Put put
              ? isSecret(put.value())
              : edit instanceof Edit.Rows rows
                  && rows.rows().stream().anyMatch(ShownFile::isSecret);
      if (secret && (edit instanceof Edit.Rows || isThere(content, edit.address(), version))) {
        masks.add(edit);
      }
    }
    return masks;
  }

  private static boolean isSecret(FileValue value) {
    return !HiddenSecrets.shown(value.text()).equals(value.text());
  }

  private static boolean isThere(Edited content, String address, byte[] version) {
    return !content.format().read(version, Set.of(address)).isEmpty();
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
