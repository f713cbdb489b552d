/**
 * n instances along the leading axis in plain Java arrays, and the memory that they come from. Start with
 * {@link dev.danskin.api.tensor.Tensor}.
 */
package dev.danskin.api.tensor;
