package dev.danskin.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record component that is no configuration key: the host, or the plugin by {@link Catalogue#provide}, gives its value. It
 * is not written to configurations, so no figure may depend on it beyond what they say. Its type says which service is meant.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Injected {}
