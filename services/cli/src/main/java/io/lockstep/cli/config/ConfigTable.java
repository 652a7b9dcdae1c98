package io.lockstep.cli.config;

import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.output.Table;
import java.util.List;

/** Parameters as a table. */
final class ConfigTable {
  private ConfigTable() {}

  static Table of(List<ConfigurationItem> items) {
    Table table = new Table("KEY", "SCOPE", "VALUE", "REVISION", "ACTOR", "TIME");
    items.forEach(
        item ->
            table.row(
                item.key(),
                item.scope(),
                item.shown(),
                item.revision(),
                item.actor(),
                item.time()));
    return table;
  }
}
