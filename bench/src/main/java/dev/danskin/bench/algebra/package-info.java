/**
 * JMH benchmarks of libraries of dense linear algebra on what solvers ask of one; the choice they led to is decision 14. Not part of
 * {@code danskin bench kernels}, since these are not our kernels: {@code java -cp bench/target/danskin-bench-….jar:bench/target/lib/*
 * org.openjdk.jmh.Main dev.danskin.bench.algebra}.
 */
package dev.danskin.bench.algebra;
