/**
 * Twins of {@link dev.danskin.api.kernel.Kernels} by the Java Vector API, found by {@link java.util.ServiceLoader} where the JVM runs
 * with {@code --add-modules jdk.incubator.vector}.
 */
package dev.danskin.backends.simd;
