/** Published files over the network, whole and checked or not at all. Start with {@link dev.danskin.runtime.fetch.Fetcher}. */
package dev.danskin.runtime.fetch;
