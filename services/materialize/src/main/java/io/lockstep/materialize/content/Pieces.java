package io.lockstep.materialize.content;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where the bytes of files come from. Any thread. */
public interface Pieces {
  /**
   * The pieces of a file, in order.
   *
   * @throws MissingContentException if they are not known
   */
  List<Piece> recipe(String sha256) throws MissingContentException;

  /**
   * The bytes of pieces, as they came: who makes a file of them verifies the whole.
   *
   * @return by hash
   * @throws MissingContentException if one is not there
   */
  Map<String, byte[]> fetch(Collection<String> sha256) throws MissingContentException;

  /**
   * The bytes of pieces, each of which has the hash that it is asked for by. For when the whole is
   * not what it should be: tells which piece is not.
   *
   * @return by hash
   * @throws MissingContentException if one is not there, or is another
   */
  Map<String, byte[]> fetchVerified(Collection<String> sha256) throws MissingContentException;
}
