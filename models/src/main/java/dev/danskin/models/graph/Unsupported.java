package dev.danskin.models.graph;

/** A network asks for something that is not offered; the message names node, operator and operator set. */
public final class Unsupported extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Says what is not offered: node, operator, operator set, and what to do instead. */
  public Unsupported(String message) {
    super(message);
  }
}
