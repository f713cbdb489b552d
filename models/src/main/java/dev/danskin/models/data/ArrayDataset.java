package dev.danskin.models.data;

import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Domain;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;

/** Examples that a program has in arrays; copied. */
public final class ArrayDataset implements Dataset {
  private final float[][] x;
  private final int[] y;
  private final List<String> classes;
  private final Domain domain;
  private final String digest;

  /**
   * The examples (x_i, y_i).
   *
   * @param x [n][d], inputs in the units of the domain
   * @param y [n], 0 ≤ y &lt; K
   * @param classes the K class names, in order
   * @param domain of d features
   * @throws IllegalArgumentException naming the first example that does not fit
   */
  public ArrayDataset(float[][] x, int[] y, List<String> classes, Domain domain) {
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException("expected as many inputs as labels and at least one, found " + x.length + " and " + y.length);
    }
    this.x = new float[x.length][];
    for (int i = 0; i < x.length; i++) {
      if (x[i].length != domain.features() || y[i] < 0 || y[i] >= classes.size()) {
        throw new IllegalArgumentException("example " + i + ": expected " + domain.features() + " features and a label from 0 to "
            + (classes.size() - 1) + ", found " + x[i].length + " and " + y[i]);
      }
      this.x[i] = x[i].clone();
    }
    this.y = y.clone();
    this.classes = List.copyOf(classes);
    this.domain = domain;
    digest = sha256();
  }

  private String sha256() {
    MessageDigest sha = StoredBytes.sha256();
    for (int i = 0; i < x.length; i++) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * x[i].length + 4);
      bytes.asFloatBuffer().put(x[i]);
      bytes.putInt(4 * x[i].length, y[i]);
      sha.update(bytes.array());
    }
    return StoredBytes.hex(sha);
  }

  @Override
  public String source() {
    return "arrays";
  }

  /** SHA-256 of the inputs, each followed by its label, as big-endian float32 and int32. */
  @Override
  public String digest() {
    return digest;
  }

  @Override
  public int size() {
    return y.length;
  }

  @Override
  public int[] inputShape() {
    return domain.shape();
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public Batch batch(long... ids) {
    return Gathered.of(ids, domain.shape(), y, (id, to, from) -> System.arraycopy(x[id], 0, to, from, x[id].length));
  }
}
