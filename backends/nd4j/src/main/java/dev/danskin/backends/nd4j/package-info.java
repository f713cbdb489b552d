/** Networks on ND4J's CPU library. Start with {@link dev.danskin.backends.nd4j.Nd4jBackend}. */
package dev.danskin.backends.nd4j;
