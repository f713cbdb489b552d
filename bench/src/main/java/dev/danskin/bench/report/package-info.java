/** Runs the benchmarks, keeps what they measured, and writes it as a table and a chart. */
package dev.danskin.bench.report;
