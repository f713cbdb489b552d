/**
 * The hot arithmetic as a contract: {@link dev.danskin.api.kernel.Kernels} defines every kernel in plain Java, and faster twins
 * give the same bits.
 */
package dev.danskin.api.kernel;
