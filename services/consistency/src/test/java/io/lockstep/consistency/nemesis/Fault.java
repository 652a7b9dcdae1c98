package io.lockstep.consistency.nemesis;

/** Something that goes wrong for a while. */
interface Fault {
  /** Its kind and whom it meets, for the record. */
  String name();

  /** Lets it go wrong. */
  void begin();

  /** Mends it. Called once, also when the run ends early. */
  void end();

  /** One of two steps. */
  static Fault of(String name, Runnable begin, Runnable end) {
    return new Fault() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void begin() {
        begin.run();
      }

      @Override
      public void end() {
        end.run();
      }
    };
  }
}
