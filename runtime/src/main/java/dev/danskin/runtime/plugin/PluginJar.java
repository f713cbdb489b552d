package dev.danskin.runtime.plugin;

import dev.danskin.runtime.job.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A jar, read once: what is loaded is what the digest is of, whatever happens to the file afterwards.
 *
 * @param sha256 of the file, hexadecimal
 * @param entries the bytes of each entry by its name, those of the running Java version under {@code META-INF/versions} laid over
 */
record PluginJar(Path file, String sha256, Map<String, byte[]> entries) {
  private static final long LARGEST = 256L << 20;
  private static final int MOST = 100_000;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String VERSIONS = "META-INF/versions/";

  /**
   * The file's bytes.
   *
   * @throws PluginException if it is too large
   * @throws IOException if it cannot be read
   */
  static byte[] bytes(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new PluginException("expected a file, found something else");
    }
    if (Files.size(file) > LARGEST) {
      throw new PluginException("expected a jar of at most " + (LARGEST >> 20) + " MB, found " + (Files.size(file) >> 20) + " MB");
    }
    return Files.readAllBytes(file);
  }

  /**
   * Reads a jar.
   *
   * @throws PluginException if it is none or too large
   */
  static PluginJar of(Path file, byte[] bytes) {
    Map<String, byte[]> entries = new HashMap<>();
    long total = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, LARGEST + 1 - total));
        total += content.length;
        if (total > LARGEST || entries.size() > MOST) {
          throw new PluginException("expected at most " + (LARGEST >> 20) + " MB and " + MOST + " entries when unpacked, found more");
        }
        if (!e.isDirectory()) {
          entries.putIfAbsent(e.getName(), content);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new PluginException("expected a jar, found a file that cannot be unpacked (" + e.getMessage() + ")");
    }
    if (entries.isEmpty()) {
      throw new PluginException("expected a jar, found a file that is none, or an empty one");
    }
    PluginJar jar = new PluginJar(file, Sha256.of(bytes), entries);
    jar.overlay();
    return jar;
  }

  /** Lays the classes for newer Java versions over the others, the newest that runs here last. */
  private void overlay() {
    if (!"true".equalsIgnoreCase(attribute("Multi-Release"))) {
      return;
    }
    for (int feature = 9; feature <= Runtime.version().feature(); feature++) {
      String prefix = VERSIONS + feature + "/";
      for (Map.Entry<String, byte[]> e : Map.copyOf(entries).entrySet()) {
        if (e.getKey().startsWith(prefix)) {
          entries.put(e.getKey().substring(prefix.length()), e.getValue());
        }
      }
    }
  }

  /** A main attribute of the manifest; empty if there is none. */
  String attribute(String name) {
    try {
      byte[] text = entries.get(MANIFEST);
      Attributes main = text == null ? new Attributes() : new Manifest(new ByteArrayInputStream(text)).getMainAttributes();
      return main.getValue(name) == null ? "" : main.getValue(name).strip();
    } catch (IOException e) {
      throw new PluginException("expected a manifest, found one that cannot be read (" + e.getMessage() + ")");
    }
  }
}
