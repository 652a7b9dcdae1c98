package io.lockstep.cli.audit;

/** How entries are exported. */
enum ExportFormat {
  /** One JSON document a line. */
  JSONL,
  /** RFC 4180 with a heading. */
  CSV
}
