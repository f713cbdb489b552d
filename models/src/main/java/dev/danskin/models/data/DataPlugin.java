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
    catalogue.register(DataDescription.class, "table", TableDescription.class);
    catalogue.register(DataDescription.class, "window", ImageWindow.class);
    catalogue.register(Column.class, "numeric", Column.Numeric.class);
    catalogue.register(Column.class, "categorical", Column.Categorical.class);
    catalogue.register(Column.class, "target", Column.Target.class);
    catalogue.register(Column.class, "drop", Column.Dropped.class);
  }
}
