/** Attacks beside the figures of other libraries: what they find and what they cost. Start with {@link dev.danskin.bench.table.AttackTable}. */
package dev.danskin.bench.table;
