package dev.danskin.runtime.config;

import java.util.concurrent.Callable;

/**
 * Who brought a component: the one that its code is run by, and that its services come from.
 *
 * @see Registry
 */
public interface Owner {
  /** What comes with Danskin, all under one id. */
  String DANSKIN = "danskin";

  /** The plugin's id, the part of a full name before the colon. */
  String id();

  /** Where it came from, for messages: a jar or a class. */
  String source();

  /** Which version of it; empty if it does not say. */
  default String version() {
    return "";
  }

  /** SHA-256 of its jar, hexadecimal; empty where it is on the class path. */
  default String sha256() {
    return "";
  }

  /**
   * Runs the component's own code.
   *
   * @param what is done, for messages
   * @throws Exception what the code threw, or that it took too long
   */
  <T> T call(String what, Callable<T> code) throws Exception;

  /**
   * The service of a type.
   *
   * @throws IllegalStateException if nothing provides one
   */
  Object service(Class<?> type);

  /** An owner whose code is trusted and runs on the calling thread, without services. */
  static Owner trusted(String id, String source) {
    return new Owner() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public String source() {
        return source;
      }

      @Override
      public <T> T call(String what, Callable<T> code) throws Exception {
        return code.call();
      }

      @Override
      public Object service(Class<?> type) {
        throw new IllegalStateException("nothing provides a " + type.getSimpleName());
      }
    };
  }
}
