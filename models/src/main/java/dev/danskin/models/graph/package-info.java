/**
 * Networks as data, and what a backend has to offer to run them. Start with {@link dev.danskin.models.graph.Graph}; a
 * new backend implements {@link dev.danskin.models.graph.GraphBackend}.
 */
package dev.danskin.models.graph;
