package dev.danskin.testkit.defects;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A contract test of a component that is broken on purpose. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Planted {
  /** The law that the defect is planted for, such as {@code solver04}. */
  String breaks();

  /** Other laws that the defect cannot but break. */
  String[] also() default {};

  /** What is wrong, in a few words. */
  String how();
}
