package dev.danskin.bench.report;

import dev.danskin.runtime.job.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The sources that kernels are compiled from, as one hash: a measurement holds for as long as it stays the same. */
public final class KernelSources {
  private static final List<String> FOLDERS = List.of("api/src/main/java/dev/danskin/api/kernel", "api/src/main/java/dev/danskin/api/tensor",
      "backends/simd/src/main", "backends/nd4j/src/main", "backends/jvm/src/main", "models/src/main/java/dev/danskin/models/loops");
  private static final String RESOURCE = "kernel-sources.sha256";

  private KernelSources() {}

  /** The hash of the sources this program was built from; SHA-256 in hexadecimal. */
  public static String hash() {
    try (InputStream in = KernelSources.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("expected the resource " + RESOURCE + ", found none; build the module bench with Maven");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * The hash of the sources in a checkout: of names in order and contents, whatever the line ends are.
   *
   * @throws IOException if a folder of sources is missing or cannot be read
   */
  static String hash(Path checkout) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(checkout.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).sorted(Comparator.comparing(f -> name(checkout, f))).toList()) {
          String text = Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
          all.append(name(checkout, file)).append(' ').append(Sha256.of(text)).append('\n');
        }
      }
    }
    return Sha256.of(all.toString());
  }

  private static String name(Path checkout, Path file) {
    return checkout.relativize(file).toString().replace('\\', '/');
  }

  /**
   * The build's step that stores the hash.
   *
   * @param args the checkout, the file to write
   * @throws IOException if reading or writing fails
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    Files.createDirectories(file.getParent());
    Files.writeString(file, hash(Path.of(args[0])) + "\n");
  }
}
