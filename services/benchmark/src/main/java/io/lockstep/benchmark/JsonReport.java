package io.lockstep.benchmark;

import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Machine;
import io.lockstep.benchmark.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The documents of {@code --output json}. Pure. */
final class JsonReport {
  private JsonReport() {}

  static List<Map<String, Object>> list(List<Benchmark> benchmarks) {
    return benchmarks.stream()
        .map(
            each ->
                Map.<String, Object>of(
                    "name", each.name(), "measures", each.description(), "takes", each.takes()))
        .toList();
  }

  static Map<String, Object> of(Machine machine, List<Report> reports) {
    Map<String, Object> where = new LinkedHashMap<>();
    where.put("processor", machine.processor());
    where.put("cores", machine.cores());
    where.put("memoryMiB", machine.memoryMiB());
    where.put("system", machine.system());
    where.put("jdk", machine.jdk());
    where.put("kafka", machine.kafka());
    where.put("commit", machine.commit());
    where.put("date", machine.date().toString());
    where.put("load", machine.load());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("machine", where);
    document.put("reports", reports.stream().map(JsonReport::report).toList());
    return document;
  }

  private static Map<String, Object> report(Report report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", report.name());
    document.put("how", report.how());
    document.put("figures", report.figures().stream().map(JsonReport::figure).toList());
    document.put("missing", report.missing());
    return document;
  }

  private static Map<String, Object> figure(Figure figure) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", figure.name());
    document.put("unit", figure.unit());
    document.put("runs", figure.runs().values());
    document.put("median", figure.runs().median());
    document.put("lowest", figure.runs().lowest());
    document.put("highest", figure.runs().highest());
    document.put("atMost", figure.atMost());
    document.put("atLeast", figure.atLeast());
    document.put("held", figure.held());
    return document;
  }
}
