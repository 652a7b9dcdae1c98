package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.Splices;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes edits, one after the other. Values that change in their places are collected; anything more
 * is done at once and the text read again. Used once, by one thread.
 */
final class TomlEditing {
  private final TomlModel model;
  private final String before;
  private TomlTree tree;
  private Splices pending = new Splices();

  TomlEditing(TomlTree tree) {
    this.tree = tree;
    this.before = tree.text();
    this.model = new TomlModel(TomlValues.of(tree.text(), tree.root()));
  }

  /**
   * The text with the edits.
   *
   * @throws MalformedFileException if an edit cannot be made, or the result would not mean what it
   *     has to
   */
  String apply(List<Edit> edits) {
    for (Edit edit : edits) {
      one(edit, TomlAddress.parse(edit.address()));
    }
    flush();
    if (!tree.text().equals(before)) {
      check(edits);
    }
    return tree.text();
  }

  private void one(Edit edit, List<TomlStep> steps) {
    Splices splices = new Splices();
    if (!plan(edit, steps, splices) || splices.meets(pending)) {
      flush();
      splices = new Splices();
      plan(edit, steps, splices);
      pending = splices;
      flush();
      if (edit instanceof Edit.Remove) {
        removeRest(steps);
      }
    } else {
      pending.add(splices);
    }
    if (edit instanceof Edit.Put put) {
      model.put(steps, put.value());
    } else if (edit instanceof Edit.Rows rows) {
      model.rows(steps, rows.rows());
    } else {
      model.remove(steps);
    }
  }

  /** Between braces a table of dotted keys is taken out key by key. */
  private void removeRest(List<TomlStep> steps) {
    int length = Integer.MAX_VALUE;
    while (tree.text().length() < length && !steps.isEmpty()) {
      length = tree.text().length();
      boolean list = steps.get(steps.size() - 1) instanceof TomlStep.Index;
      if (!list) {
        new TomlPlanner(tree, pending).remove(steps);
        flush();
      }
    }
  }

  /** Whether the edit only changes values in their places. */
  private boolean plan(Edit edit, List<TomlStep> steps, Splices splices) {
    TomlPlanner planner = new TomlPlanner(tree, splices);
    if (edit instanceof Edit.Put put) {
      planner.put(steps, put.value());
    } else if (edit instanceof Edit.Rows rows) {
      planner.rows(steps, rows.rows());
    } else {
      planner.remove(steps);
    }
    return !planner.structure();
  }

  private void flush() {
    if (!pending.isEmpty()) {
      tree = TomlParser.parse(pending.apply(tree.text()));
      pending = new Splices();
    }
  }

  private void check(List<Edit> edits) {
    FileValue after = TomlValues.of(tree.text(), tree.root());
    TomlJudge.agree(tree.text(), after);
    if (!model.holds(after)) {
      throw TomlFormat.lost(
          edits.stream().map(Edit::address).distinct().limit(5).collect(Collectors.joining(", ")));
    }
  }
}
