package dev.danskin.models.data;

import dev.danskin.api.Dataset;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** CIFAR-10's binary format: records of a label byte and 3072 bytes, red, green, blue, row by row. gzipped or not. */
final class Cifar10 {
  private static final int RECORD = 3073;
  private static final List<String> CLASSES =
      List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private Cifar10() {}

  static Dataset open(String source, Path file) {
    MessageDigest digest = StoredBytes.sha256();
    byte[] bytes = StoredBytes.read(file, digest);
    if (bytes.length == 0 || bytes.length % RECORD != 0) {
      throw new IllegalArgumentException(file + ": expected records of " + RECORD + " bytes, found " + bytes.length
          + " bytes; the file is cut short or is another format");
    }
    int[] labels = new int[bytes.length / RECORD];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes[i * RECORD] & 0xFF;
      if (labels[i] >= CLASSES.size()) {
        throw new IllegalArgumentException(file + ", record " + i + ": expected a label from 0 to 9, found " + labels[i]
            + "; the file is damaged or is another format");
      }
    }
    return new Bytes(source, StoredBytes.hex(digest), new int[] {3, 32, 32}, CLASSES, bytes, 1, RECORD, labels);
  }
}
