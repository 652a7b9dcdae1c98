package io.lockstep.materialize.format.toml;

/** One step of an address. */
sealed interface TomlStep {
  /** To the value of a key. */
  record Key(String name) implements TomlStep {}

  /** To an item of a list or an array of tables, from 0. */
  record Index(int index) implements TomlStep {}

  /** To the table of a list whose key has a value. */
  record Select(String key, String value) implements TomlStep {}
}
