package dev.danskin.api;

/** An arithmetic that networks run on. */
public interface Backend {
  /** The name by which it is chosen: {@code jvm}, {@code nd4j}, … */
  String name();

  /**
   * What the last bits of a result depend on: build, instruction set, JDK. Equal strings promise equal bits.
   */
  String arithmetic();
}
