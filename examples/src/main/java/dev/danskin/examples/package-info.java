/**
 * Programs that use Danskin, and components of third parties. Regions between {@code // begin NAME} and {@code // end NAME} are what the
 * documents show.
 */
package dev.danskin.examples;
