/** JMH benchmarks of whole networks: forward pass, input gradient, training step. */
package dev.danskin.bench.networks;
