package dev.danskin.runtime.evaluation;

import dev.danskin.runtime.config.RequestException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Joins the shards of one job into the whole. */
public final class Merge {
  private Merge() {}

  /**
   * @param recorded the journal of each shard: identity, then entries
   * @param examples how many the whole has
   * @return the entries of the whole
   * @throws RequestException if the shards are not of one job, overlap, or leave examples out
   */
  public static List<byte[]> of(List<List<byte[]>> recorded, int examples) {
    Set<String> jobs = new HashSet<>();
    List<byte[]> entries = new ArrayList<>();
    Set<Long> ids = new HashSet<>();
    for (List<byte[]> shard : recorded) {
      jobs.add(Folder.identity(shard).replaceFirst("(?m)^shard:.*$", ""));
      for (byte[] entry : shard.subList(1, shard.size())) {
        Set<Long> some = new HashSet<>();
        Piece.of(entry).rows().forEach(r -> some.add(r.id()));
        for (long id : some) {
          if (!ids.add(id)) {
            throw new RequestException("merge: example " + id + " is in two of the folders; give each shard once");
          }
        }
        entries.add(entry);
      }
    }
    if (jobs.size() > 1) {
      throw new RequestException("merge: expected shards of one job, found folders that differ in configuration, model, data "
          + "or arithmetic; compare their config.yaml and the arithmetic in results.json");
    }
    if (ids.size() != examples) {
      throw new RequestException("merge: expected " + examples + " examples in all, found " + ids.size()
          + "; a shard is missing or not finished (resume it)");
    }
    return entries;
  }
}
