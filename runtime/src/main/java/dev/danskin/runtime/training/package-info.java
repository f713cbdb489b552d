/** Training as a job: its configuration, its checkpoint, its history. */
package dev.danskin.runtime.training;
