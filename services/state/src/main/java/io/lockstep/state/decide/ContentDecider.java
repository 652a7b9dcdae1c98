package io.lockstep.state.decide;

import io.lockstep.schema.ContentEntry;
import io.lockstep.schema.ContentKind;
import io.lockstep.schema.ContentPublished;
import io.lockstep.schema.ContentRemoved;
import io.lockstep.schema.PublishContent;
import io.lockstep.schema.RemoveContent;
import io.lockstep.state.image.ContentRules;
import io.lockstep.state.image.EntityKeys;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides changes of managed content. */
final class ContentDecider {
  private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final int SHA256_BYTES = 32;
  private static final int MAX_MODE = 0777;

  private ContentDecider() {}

  /**
   * What stands there already is no change: nodes that begin with the same files publish them all.
   */
  static List<Object> publish(ChangeBuilder change, PublishContent publish) {
    ContentEntry entry = publish.getEntry();
    String entity = requirePath(entry.getFolder(), entry.getPath());
    boolean file = entry.getKind() == ContentKind.FILE;
    int hash = entry.getSha256() == null ? 0 : entry.getSha256().remaining();
    if (hash != (file ? SHA256_BYTES : 0)
        || (entry.getKind() == ContentKind.SYMLINK) == (entry.getTarget() == null)) {
      throw new RefusedException(
          Codes.INVALID_REQUEST,
          entity,
          "%s %s: a file has a SHA-256 of 32 bytes and no target, a link a target and no SHA-256"
                  .formatted(entry.getKind(), Texts.shortened(entry.getPath()))
              + "; send what its kind has");
    }
    if (entry.getTarget() != null) {
      Texts.require(entity, "the target of a link", entry.getTarget(), ContentRules.MAX_PATH_BYTES);
      requireInside(entity, entry);
    }
    if (entry.getSize() < 0 || entry.getMode() < 0 || entry.getMode() > MAX_MODE) {
      throw new RefusedException(
          Codes.INVALID_REQUEST,
          entity,
          "%s has size %d and mode %o: send a size that is not negative and a mode from 0 to 777"
              .formatted(Texts.shortened(entry.getPath()), entry.getSize(), entry.getMode()));
    }
    ContentPublished published = new ContentPublished(entry);
    boolean there =
        change.entity(entity).filter(now -> now.event().getPayload().equals(published)).isPresent();
    return there ? List.of() : List.of(published);
  }

  private static void requireInside(String entity, ContentEntry link) {
    Optional<String> problem = ContentRules.targetProblem(link.getPath(), link.getTarget());
    if (problem.isPresent()) {
      throw new RefusedException(
          Codes.INVALID_PATH,
          entity,
          "the link %s to \"%s\" %s; let it point to a path inside the folder, relative to itself"
              .formatted(
                  Texts.shortened(link.getPath()),
                  Texts.shortened(link.getTarget()),
                  problem.get()));
    }
  }

  static List<Object> remove(ChangeBuilder change, RemoveContent remove) {
    String entity = requirePath(remove.getFolder(), remove.getPath());
    if (change.entity(entity).isEmpty()) {
      throw new RefusedException(
          Codes.NOT_FOUND,
          entity,
          "there is no %s in folder %s; lockstep content list names what there is"
              .formatted(Texts.shortened(remove.getPath()), remove.getFolder()));
    }
    return List.of(new ContentRemoved(remove.getFolder(), remove.getPath()));
  }

  private static String requirePath(String folder, String path) {
    Texts.require(null, "a path", path, ContentRules.MAX_PATH_BYTES);
    Optional<String> problem = ContentRules.pathProblem(path);
    if (problem.isPresent() || !FOLDER.matcher(folder).matches()) {
      throw new RefusedException(
          Codes.INVALID_PATH,
          null,
          "\"%s\" in folder \"%s\" is no path inside a managed folder%s; write segments without . and"
                  .formatted(
                      Texts.shortened(path),
                      Texts.shortened(folder),
                      problem.map(what -> ": it " + what).orElse(""))
              + " .., joined by /");
    }
    return EntityKeys.content(folder, path);
  }
}
