/**
 * JMH benchmarks of what optimizers do beside evaluating: {@code java -cp bench/target/danskin-bench-….jar:bench/target/lib/*
 * org.openjdk.jmh.Main dev.danskin.bench.optimizers}.
 */
package dev.danskin.bench.optimizers;
