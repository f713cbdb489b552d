/** Losses of logits, one value per instance. Start with {@link dev.danskin.api.loss.CrossEntropy}. */
package dev.danskin.api.loss;
