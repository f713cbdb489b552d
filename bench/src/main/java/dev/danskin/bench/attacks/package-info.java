/** JMH benchmarks of whole attacks. */
package dev.danskin.bench.attacks;
