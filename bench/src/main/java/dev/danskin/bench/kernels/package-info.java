/**
 * JMH benchmarks of single kernels. A method's name is the kernel's, its parameters are {@code shape} and {@code backend} (a class of
 * one backend says which by {@link dev.danskin.bench.kernels.RunsOn}).
 */
package dev.danskin.bench.kernels;
