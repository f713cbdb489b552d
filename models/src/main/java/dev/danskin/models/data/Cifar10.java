package dev.danskin.models.data;

import dev.danskin.api.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** CIFAR-10's binary format: records of a label byte and 3072 bytes, red, green, blue, row by row. gzipped or not. */
final class Cifar10 {
  private static final int RECORD = 3073;
  private static final List<String> CLASSES =
      List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  /** The file names of the training batches, in order. */
  static final List<String> TRAINING =
      List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin");
  /** The file name of the test batch. */
  static final String TEST = "test_batch.bin";

  private Cifar10() {}

  /** One batch, or the test batch of a folder with CIFAR-10's file names. */
  static Dataset test(String source, Path path) {
    return open(source, List.of(Files.isDirectory(path) ? StoredBytes.existing(path, TEST) : path));
  }

  /** The training batches of a folder with CIFAR-10's file names. */
  static Dataset training(String source, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + ": expected a folder with data_batch_1.bin to data_batch_5.bin, found "
          + (Files.exists(folder) ? "a file" : "nothing") + "; check the path");
    }
    return open(source, TRAINING.stream().map(name -> StoredBytes.existing(folder, name)).toList());
  }

  private static Dataset open(String source, List<Path> files) {
    MessageDigest digest = StoredBytes.sha256();
    List<byte[]> batches = files.stream().map(file -> batch(file, digest)).toList();
    byte[] bytes = new byte[batches.stream().mapToInt(b -> b.length).reduce(0, Math::addExact)];
    int end = 0;
    for (byte[] batch : batches) {
      System.arraycopy(batch, 0, bytes, end, batch.length);
      end += batch.length;
    }
    int[] labels = new int[bytes.length / RECORD];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes[i * RECORD] & 0xFF;
    }
    return new Bytes(source, StoredBytes.hex(digest), new int[] {3, 32, 32}, CLASSES, bytes, 1, RECORD, labels);
  }

  private static byte[] batch(Path file, MessageDigest digest) {
    byte[] bytes = StoredBytes.read(file, digest);
    if (bytes.length == 0 || bytes.length % RECORD != 0) {
      throw new IllegalArgumentException(file + ": expected records of " + RECORD + " bytes, found " + bytes.length
          + " bytes; the file is cut short or is another format");
    }
    for (int i = 0; i * RECORD < bytes.length; i++) {
      int label = bytes[i * RECORD] & 0xFF;
      if (label >= CLASSES.size()) {
        throw new IllegalArgumentException(file + ", record " + i + ": expected a label from 0 to 9, found " + label
            + "; the file is damaged or is another format");
      }
    }
    return bytes;
  }
}
