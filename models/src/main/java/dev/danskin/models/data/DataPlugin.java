package dev.danskin.models.data;

import dev.danskin.api.Catalogue;
import dev.danskin.api.DataDescription;
import dev.danskin.api.Plugin;

/** Registers how data can be described. */
public final class DataPlugin implements Plugin {
  @Override
  public String id() {
    return "danskin";
  }

  @Override
  public void register(Catalogue catalogue) {
    catalogue.register(DataDescription.class, "table", TableDescription.class,
        "{columns: [{numeric: {columns: [age], lower: 0, upper: 120}}, {target: {columns: [label]}}]}");
    catalogue.register(DataDescription.class, "window", ImageWindow.class, "{height: 16, width: 16}");
    catalogue.register(Column.class, "numeric", Column.Numeric.class, "{columns: [age], lower: 0, upper: 120}");
    catalogue.register(Column.class, "categorical", Column.Categorical.class, "{columns: [colour], categories: [red, green]}");
    catalogue.register(Column.class, "target", Column.Target.class, "{columns: [label]}");
    catalogue.register(Column.class, "drop", Column.Dropped.class, "{columns: [comment]}");
  }
}
