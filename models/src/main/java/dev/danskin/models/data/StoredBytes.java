package dev.danskin.models.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of data files: as stored, for the digest, and unpacked where they are gzipped. */
final class StoredBytes {
  /** More than this unpacked is taken for an attack on memory. */
  private static final long MOST = 1L << 30;

  private StoredBytes() {}

  /** The bytes of a file, unpacked if they begin as gzip does. */
  static byte[] read(Path file, MessageDigest digest) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": expected a file, found " + (Files.isDirectory(file) ? "a folder" : "nothing")
          + "; check the path");
    }
    try {
      if (Files.size(file) > MOST) {
        throw new IllegalArgumentException(file + ": expected at most 1 GiB, found " + Files.size(file) + " bytes; split the data");
      }
      byte[] stored = Files.readAllBytes(file);
      digest.update(stored);
      boolean gzip = stored.length > 1 && (stored[0] & 0xFF) == 0x1F && (stored[1] & 0xFF) == 0x8B;
      return gzip ? unpacked(stored, file) : stored;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a name in a folder, plain if it is there, else gzipped. */
  static Path existing(Path folder, String name) {
    Path plain = folder.resolve(name);
    return Files.exists(plain) ? plain : folder.resolve(name + ".gz");
  }

  private static byte[] unpacked(byte[] stored, Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        if (out.size() > MOST) {
          throw new IllegalArgumentException(file + ": expected at most 1 GiB when unpacked, found more; split the data");
        }
      }
    } catch (EOFException | ZipException e) {
      throw new IllegalArgumentException(file + ": expected a whole gzip file, found one that is cut short or damaged; fetch it again", e);
    }
    return out.toByteArray();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
