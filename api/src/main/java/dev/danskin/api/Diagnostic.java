package dev.danskin.api;

import java.util.List;

/** A look at a model before it is attacked, for what makes attacks on it hard to believe. An immutable value. */
public interface Diagnostic {
  /**
   * Something that makes attacks on a model hard to believe.
   *
   * @param id its name in files
   * @param examples on how many of the inputs looked at it was seen
   * @param advice one sentence
   */
  record Finding(String id, int examples, String advice) {}

  /**
   * Looks at the answers to some inputs.
   *
   * @param batch some tens of inputs; their labels are not looked at
   * @return what was found, in a fixed order; empty for a model without fault
   */
  List<Finding> of(Decides target, Batch batch);
}
