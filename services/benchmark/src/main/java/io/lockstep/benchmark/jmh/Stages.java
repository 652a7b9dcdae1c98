package io.lockstep.benchmark.jmh;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What happens to an event, in the order in which it happens. */
final class Stages {
  /** Method of JMH's benchmark to what the table calls it. */
  static final Map<String, String> TEXTS = texts();

  private Stages() {}

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("decideSet", "decide, as one set");
    texts.put("decideOneByOne", "decide, one by one");
    texts.put("sign", "sign");
    texts.put("chain", "chain for the journal");
    texts.put("encode", "encode for `events`");
    texts.put("encodeJournal", "encode for `journal`");
    texts.put("decode", "decode");
    texts.put("verify", "verify the MAC");
    texts.put("change", "replay into an image that has the parameter");
    texts.put("anew", "replay into an empty image");
    texts.put("digest", "hash for the digest");
    texts.put("follow", "follow");
    texts.put("writeSnapshot", "write a snapshot");
    texts.put("readSnapshot", "read a snapshot");
    return Collections.unmodifiableMap(texts);
  }
}
