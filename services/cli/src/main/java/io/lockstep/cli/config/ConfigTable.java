package io.lockstep.cli.config;

import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.output.Shortened;
import io.lockstep.cli.output.Table;
import java.util.List;

/** Parameters as a table, each in a line. */
final class ConfigTable {
  private ConfigTable() {}

  static Table of(List<ConfigurationItem> items) {
    Table table = new Table("KEY", "SCOPE", "VALUE", "REVISION", "ACTOR", "TIME");
    items.forEach(
        item ->
            table.row(
                item.key(),
                item.scope(),
                Shortened.of(item.shown()),
                item.revision(),
                item.actor(),
                item.time()));
    return items.stream().anyMatch(item -> Shortened.is(item.shown()))
        ? table.note("values with … are shortened; --output json has them whole")
        : table;
  }
}
