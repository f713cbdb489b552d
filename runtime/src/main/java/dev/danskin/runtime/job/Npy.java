package dev.danskin.runtime.job;

import dev.danskin.runtime.config.RequestException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Arrays of float32 in NumPy's format 1.0: C order, little-endian. */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");

  private Npy() {}

  /** Writes n rows of one shape as an array [n, …]; {@code out} stays open. */
  public static void write(OutputStream out, List<float[]> rows, int[] rowShape) throws IOException {
    String shape = rows.size() + ", " + Arrays.stream(rowShape).mapToObj(e -> e + ",").collect(Collectors.joining(" "));
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
    int length = (MAGIC.length + 2 + header.length() + 1 + 63) / 64 * 64 - MAGIC.length - 2;
    out.write(MAGIC);
    out.write(length & 0xFF);
    out.write(length >>> 8);
    out.write((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
    for (float[] row : rows) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * row.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(row);
      out.write(bytes.array());
    }
  }

  /**
   * Reads rows written by {@link #write}.
   *
   * @throws RequestException if the file is another kind of array or is cut short
   */
  public static List<float[]> read(Path file) throws IOException {
    long size = Files.size(file);
    try (InputStream stream = Files.newInputStream(file); DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16))) {
      byte[] magic = in.readNBytes(MAGIC.length);
      int length = in.read() | in.read() << 8;
      String header = new String(in.readNBytes(Math.max(0, length)), StandardCharsets.US_ASCII);
      Matcher shape = SHAPE.matcher(header);
      if (!Arrays.equals(magic, MAGIC) || !header.contains("'<f4'") || !header.contains("False") || !shape.find()) {
        throw new RequestException(file + ": expected a NumPy array of float32 in C order, found another file");
      }
      return rows(in, file, extents(file, shape.group(1)), size - MAGIC.length - 2 - length);
    }
  }

  private static int[] extents(Path file, String text) {
    try {
      int[] extents = Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).mapToInt(Integer::parseInt).toArray();
      if (extents.length > 0 && Arrays.stream(extents).skip(1).allMatch(e -> e > 0)) {
        return extents;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new RequestException(file + ": expected the shape of at least one axis, all but the first of an extent ≥ 1, found (" + text + ")");
  }

  private static List<float[]> rows(DataInputStream in, Path file, int[] extents, long bytes) throws IOException {
    BigInteger numbers = Arrays.stream(extents).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    if (!numbers.shiftLeft(2).equals(BigInteger.valueOf(bytes))) {
      throw new RequestException(file + ": expected " + numbers.shiftLeft(2) + " bytes of numbers, found " + bytes);
    }
    List<float[]> rows = new ArrayList<>();
    for (int r = 0; r < extents[0]; r++) {
      float[] values = new float[numbers.divide(BigInteger.valueOf(extents[0])).intValueExact()];
      ByteBuffer.wrap(in.readNBytes(4 * values.length)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      rows.add(values);
    }
    return rows;
  }
}
