package io.lockstep.materialize.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owner and group of what is written for a product, which may run as another user: what takes a
 * file's place has those of the file, and what is new those of the directory that it is in.
 */
public final class Ownership {
  private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

  private Ownership() {}

  /**
   * Gives a file, directory or link the owner and the group of another. Links are not followed.
   * Without the right to give it away it stays the process's own.
   *
   * @return whether anything changed
   * @throws IOException if either cannot be looked at
   */
  public static boolean keep(Path file, Path like) throws IOException {
    boolean owner = take("unix:uid", file, like);
    boolean group = take("unix:gid", file, like);
    return owner || group;
  }

  /**
   * What lends its owner and group to what is to be written.
   *
   * @param place where it will be
   * @return what has this place and is no directory, else the directory that it is in
   */
  public static Path model(Path place) {
    boolean lends =
        Files.exists(place, LinkOption.NOFOLLOW_LINKS)
            && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
    return lends ? place : place.getParent();
  }

  private static boolean take(String attribute, Path file, Path like) throws IOException {
    Object wanted = Files.getAttribute(like, attribute, LinkOption.NOFOLLOW_LINKS);
    if (wanted.equals(Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS))) {
      return false;
    }
    try {
      Files.setAttribute(file, attribute, wanted, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (FileSystemException e) {
      LOG.debug("cannot keep {} of file={} reason={}", attribute, like, e.getReason());
      return false;
    }
  }
}
