/**
 * Sets with closed-form projections, linear maximisers, steepest directions and samples, a ball always cut with a
 * box. Start with {@link dev.danskin.api.set.Box} and {@link dev.danskin.api.set.LInfBall}.
 */
package dev.danskin.api.set;
