/**
 * Networks in plain Java, float32 or float64: the reference for every other backend. Start with
 * {@link dev.danskin.backends.jvm.JvmBackend}.
 */
package dev.danskin.backends.jvm;
