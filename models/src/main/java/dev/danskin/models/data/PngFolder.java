package dev.danskin.models.data;

import dev.danskin.api.Dataset;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A folder of folders of PNG files: the inner folders' names are the classes; all images have one size. */
final class PngFolder {
  private static final long MOST_PIXELS = 1L << 28;
  /** Pixels of one image. */
  private static final long LARGEST = 1 << 24;

  private PngFolder() {}

  static Dataset open(String source, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + ": expected a folder of folders of PNG files, found none; check the path");
    }
    List<String> classes = names(folder, Files::isDirectory);
    MessageDigest digest = StoredBytes.sha256();
    List<byte[]> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    int[] shape = null;
    long pixels = 0;
    for (int k = 0; k < classes.size(); k++) {
      for (String name : names(folder.resolve(classes.get(k)), p -> p.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".png"))) {
        Path file = folder.resolve(classes.get(k)).resolve(name);
        BufferedImage image = decoded(file, digest);
        boolean grey = image.getRaster().getNumBands() < 3 && image.getColorModel().getColorSpace().getNumComponents() == 1;
        int[] own = {grey ? 1 : 3, image.getHeight(), image.getWidth()};
        shape = shape == null ? own : shape;
        pixels += (long) own[0] * own[1] * own[2];
        if (!Arrays.equals(shape, own) || pixels > MOST_PIXELS) {
          throw new IllegalArgumentException(file + ": expected images of shape " + Arrays.toString(shape) + ", at most 2^28 numbers in all, found "
              + Arrays.toString(own));
        }
        images.add(bytes(image, own));
        labels.add(k);
      }
    }
    if (images.isEmpty()) {
      throw new IllegalArgumentException(folder + ": expected PNG files in folders named after their classes, found none");
    }
    byte[] all = new byte[images.size() * images.get(0).length];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, all, i * images.get(0).length, images.get(0).length);
    }
    return new Bytes(source, StoredBytes.hex(digest), shape, classes, all, 0, images.get(0).length,
        labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<String> names(Path folder, java.util.function.Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(wanted).map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage decoded(Path file, MessageDigest digest) {
    try {
      BufferedImage image = decoded(file, StoredBytes.read(file, digest));
      if (image != null) {
        return image;
      }
    } catch (Oversized e) {
      throw new IllegalArgumentException(e.getMessage());
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(file + ": expected a PNG image, found one that cannot be decoded (" + e.getMessage() + ")", e);
    }
    throw new IllegalArgumentException(file + ": expected a PNG image, found another kind of file");
  }

  /** Looks at the size that the file declares before any memory is taken for it; null if no reader knows the file. */
  private static BufferedImage decoded(Path file, byte[] bytes) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return null;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > LARGEST) {
          throw new Oversized(file + ": expected an image of at most 2^24 pixels, found " + reader.getWidth(0) + " × " + reader.getHeight(0));
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    }
  }

  /** The size that a file declares is too large. */
  private static final class Oversized extends IOException {
    private static final long serialVersionUID = 1;

    Oversized(String message) {
      super(message);
    }
  }

  private static byte[] bytes(BufferedImage image, int[] shape) {
    int area = shape[1] * shape[2];
    byte[] b = new byte[shape[0] * area];
    for (int i = 0; i < area; i++) {
      int x = i % shape[2];
      int y = i / shape[2];
      if (shape[0] == 1) {
        int sample = image.getRaster().getSample(x, y, 0);
        int bits = image.getColorModel().getComponentSize(0);
        b[i] = (byte) (bits == 8 ? sample : Math.round(sample * 255.0 / ((1 << bits) - 1)));
      } else {
        int rgb = image.getRGB(x, y);
        b[i] = (byte) (rgb >> 16);
        b[area + i] = (byte) (rgb >> 8);
        b[2 * area + i] = (byte) rgb;
      }
    }
    return b;
  }
}
