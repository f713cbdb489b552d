package dev.danskin.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a record component that a configuration leaves out, written as in the configuration: a number, a text,
 * or the registered name of a component. A component without it is required.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /** The text of the value, as a configuration would give it. */
  String value();
}
