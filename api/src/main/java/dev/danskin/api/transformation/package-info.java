/** What a classifier may do to its inputs before its network sees them. */
package dev.danskin.api.transformation;
