package io.lockstep.status.http;

import io.lockstep.state.describe.EventDescription;
import io.lockstep.state.describe.FieldChange;
import io.lockstep.status.timeline.Change;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes as JSON. */
final class ChangeDocuments {
  private ChangeDocuments() {}

  static Map<String, Object> change(Change change) {
    EventDescription what = change.description();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("revision", change.revision());
    document.put("time", change.time().toString());
    document.put("actor", change.actor());
    document.put("origin", change.origin());
    document.put("family", what.family());
    document.put("name", what.name());
    document.put("scope", what.scope());
    document.put("operation", what.operation());
    document.put("sentence", what.sentence());
    document.put("change", change.change());
    document.put("index", change.index());
    document.put("size", change.size());
    document.put("beforeKnown", change.beforeKnown());
    document.put("fields", change.fields().stream().map(ChangeDocuments::field).toList());
    return document;
  }

  private static Map<String, Object> field(FieldChange field) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", field.name());
    document.put("before", field.before());
    document.put("after", field.after());
    return document;
  }
}
