package dev.danskin.bench.experiment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one run of a solver on a problem.
 *
 * @param key which run it is
 * @param evaluations how many were made, up to the one that hit the last target
 * @param best the least value; +∞ if nothing was evaluated
 * @param outcome the {@linkplain dev.danskin.api.Outcome#name name} of the outcome
 * @param why what it adds in words; may be empty
 * @param hits for each target the number of the evaluation that hit it, 0 if none did
 * @param improvements COCO's rows of {@code .dat} files
 * @param looks COCO's rows of {@code .tdat} files
 * @param nanos of wall clock; the only part that is not the same in every run
 */
public record Trial(Key key, long evaluations, double best, String outcome, String why, long[] hits, List<Row> improvements, List<Row> looks,
    long nanos) {

  /**
   * Which run.
   *
   * @param solver its place in the experiment, from 0
   * @param problem its place in the experiment, from 0
   * @param repetition from 0
   */
  public record Key(int solver, int problem, int repetition) implements Comparable<Key> {
    @Override
    public int compareTo(Key k) {
      return solver != k.solver ? Integer.compare(solver, k.solver)
          : problem != k.problem ? Integer.compare(problem, k.problem) : Integer.compare(repetition, k.repetition);
    }
  }

  /** Whether target k was hit. */
  public boolean hit(int k) {
    return hits[k] > 0;
  }

  /** Whether all targets were hit. */
  public boolean solved() {
    return hit(hits.length - 1);
  }

  /** What target k cost: the evaluations until it was hit, or all that were made. */
  public long cost(int k) {
    return hit(k) ? hits[k] : evaluations;
  }

  /** How many targets were hit. */
  public int hitCount() {
    int n = 0;
    while (n < hits.length && hits[n] > 0) {
      n++;
    }
    return n;
  }

  /** The least value after {@code budget} evaluations, as the rows know it: an upper bound, exact at their numbers; +∞ before the first. */
  public double bestAfter(long budget) {
    int low = 0;
    int high = looks.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (looks.get(middle).evaluations() <= budget) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? Double.POSITIVE_INFINITY : looks.get(low - 1).best();
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(key.solver());
      out.writeInt(key.problem());
      out.writeInt(key.repetition());
      out.writeLong(evaluations);
      out.writeDouble(best);
      out.writeUTF(outcome);
      out.writeUTF(why);
      out.writeInt(hits.length);
      for (long h : hits) {
        out.writeLong(h);
      }
      rows(improvements, out);
      rows(looks, out);
      out.writeLong(nanos);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void rows(List<Row> rows, DataOutputStream out) throws IOException {
    out.writeInt(rows.size());
    for (Row r : rows) {
      out.writeLong(r.evaluations());
      out.writeDouble(r.value());
      out.writeDouble(r.best());
      out.writeByte(r.x().length);
      for (double x : r.x()) {
        out.writeDouble(x);
      }
    }
  }

  /**
   * The trial that an entry of a journal holds.
   *
   * @throws IllegalArgumentException if it holds none
   */
  static Trial of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Key key = new Key(in.readInt(), in.readInt(), in.readInt());
      long evaluations = in.readLong();
      double best = in.readDouble();
      String outcome = in.readUTF();
      String why = in.readUTF();
      long[] hits = new long[count(in, Long.BYTES)];
      for (int k = 0; k < hits.length; k++) {
        hits[k] = in.readLong();
      }
      return new Trial(key, evaluations, best, outcome, why, hits, rows(in), rows(in), in.readLong());
    } catch (IOException e) {
      throw new IllegalArgumentException("journal: expected a whole trial of an experiment, found " + bytes.length
          + " bytes that are none; start the job anew in another folder", e);
    }
  }

  private static List<Row> rows(DataInputStream in) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (int left = count(in, 25); left > 0; left--) {
      long evaluations = in.readLong();
      double value = in.readDouble();
      double best = in.readDouble();
      double[] x = new double[in.readUnsignedByte()];
      for (int i = 0; i < x.length; i++) {
        x[i] = in.readDouble();
      }
      rows.add(new Row(evaluations, value, best, x));
    }
    return List.copyOf(rows);
  }

  /** A number of things of at least so many bytes each. */
  private static int count(DataInputStream in, int bytes) throws IOException {
    int n = in.readInt();
    if (n < 0 || n > in.available() / bytes) {
      throw new IOException("a count of " + n);
    }
    return n;
  }
}
