/** Data sets from files, and an embedded one. Start with {@link dev.danskin.models.data.DataSources}. */
package dev.danskin.models.data;
