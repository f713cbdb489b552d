package dev.danskin.api;

import java.util.List;

/**
 * What somebody says of data beyond the data themselves: which columns of a table are categories, what an adversary must not change, which
 * bounds hold. A component, so it can be written in a configuration.
 */
public interface DataDescription {
  /**
   * The data as they are described.
   *
   * @param source as a command names data, such as {@code csv:FILE}
   * @throws IllegalArgumentException with a sentence for each thing that is wrong, see {@link DataException}
   * @throws java.io.UncheckedIOException if reading fails
   */
  Described open(String source);

  /**
   * Data, read as described.
   *
   * @param description the same, with everything written out that it left to be found in the data: it reads other data of the kind the
   *     same way
   * @param notes a sentence for each thing that a person has to know, such as rows left out
   */
  record Described(Dataset data, DataDescription description, List<String> notes) {
    public Described {
      notes = List.copyOf(notes);
    }
  }
}
