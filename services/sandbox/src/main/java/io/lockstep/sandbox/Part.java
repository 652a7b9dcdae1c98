package io.lockstep.sandbox;

import java.util.List;
import java.util.SortedMap;

/** One process of the sandbox: how it is started, and how it is seen to be ready. */
interface Part {
  /** Also the name of its folder and its log: {@code kafka}, {@code registry} or a node id. */
  String name();

  /** The ports it listens on, each with the option that changes it. */
  SortedMap<Integer, String> ports();

  /** Writes what it needs before it starts; keeps what is there. */
  void prepare();

  /** The program and its arguments. */
  List<String> command();

  /** One look, within a second or so: does it do its work? */
  boolean isReady();
}
