package io.lockstep.cli.audit;

import java.util.Locale;

/** How entries are exported. */
enum ExportFormat {
  /** One JSON document a line. */
  JSONL,
  /** RFC 4180 with a heading. */
  CSV;

  /** As it is given and proposed: in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
