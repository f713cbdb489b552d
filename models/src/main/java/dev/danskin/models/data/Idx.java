package dev.danskin.models.data;

import dev.danskin.api.Dataset;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;

/** MNIST's format: a header of magic number and counts, big-endian, then bytes. gzipped or not. */
final class Idx {
  private static final int IMAGES = 2051;
  private static final int LABELS = 2049;

  private Idx() {}

  /** Reads images and labels. */
  static Dataset open(String source, Path images, Path labels) {
    MessageDigest digest = StoredBytes.sha256();
    byte[] pixels = StoredBytes.read(images, digest);
    byte[] classes = StoredBytes.read(labels, digest);
    int[] size = header(images, pixels, IMAGES, 3);
    int[] count = header(labels, classes, LABELS, 1);
    if (size[0] != count[0]) {
      throw new IllegalArgumentException(labels + ": expected " + size[0] + " labels, one for each image, found " + count[0]
          + "; choose the two files of one data set");
    }
    int most = 9;
    int[] y = new int[count[0]];
    for (int i = 0; i < y.length; i++) {
      y[i] = classes[8 + i] & 0xFF;
      most = Math.max(most, y[i]);
    }
    return new Bytes(source, StoredBytes.hex(digest), new int[] {1, size[1], size[2]}, Bytes.numbered(most + 1), pixels, 16,
        size[1] * size[2], y);
  }

  /** The test images of a folder with MNIST's file names; with {@code train} those for training. */
  static Dataset folder(String source, Path folder, boolean train) {
    String prefix = train ? "train" : "t10k";
    return open(source, StoredBytes.existing(folder, prefix + "-images-idx3-ubyte"),
        StoredBytes.existing(folder, prefix + "-labels-idx1-ubyte"));
  }

  private static int[] header(Path file, byte[] bytes, int magic, int axes) {
    int length = 4 + 4 * axes;
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int found = bytes.length < length ? -1 : in.getInt();
    if (found != magic) {
      throw new IllegalArgumentException(file + ": expected an IDX file with magic number " + magic + ", found "
          + (found < 0 ? bytes.length + " bytes" : Integer.toString(found)) + "; images and labels may be exchanged, or the file is another");
    }
    int[] extents = new int[axes];
    long size = 1;
    for (int a = 0; a < axes; a++) {
      extents[a] = in.getInt();
      boolean sane = extents[a] >= 1 && extents[a] <= bytes.length;
      size = sane ? Math.min(size * extents[a], Long.MAX_VALUE / Integer.MAX_VALUE) : -1;
      if (!sane) {
        throw new IllegalArgumentException(file + ": expected extents of 1 to " + bytes.length + " in the header, found " + extents[a]
            + (extents[a] == 0 ? "; the file is empty" : "; the file is cut short or damaged"));
      }
    }
    if (size != bytes.length - length) {
      throw new IllegalArgumentException(file + ": expected " + size + " bytes after the header, found " + (bytes.length - length)
          + "; the file is cut short or damaged, fetch it again");
    }
    return extents;
  }
}
