/**
 * Files that survive a kill: the journal from which a job resumes, whole files, digests. Start with
 * {@link dev.danskin.runtime.job.Journal}.
 */
package dev.danskin.runtime.job;
