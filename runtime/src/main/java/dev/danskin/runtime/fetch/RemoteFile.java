package dev.danskin.runtime.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A file that others publish.
 *
 * @param mirrors where it is, the first asked first
 * @param size in bytes
 * @param sha256 its digest in lower-case hexadecimal
 */
public record RemoteFile(List<URI> mirrors, long size, String sha256) {
  public RemoteFile {
    mirrors = List.copyOf(mirrors);
    for (URI mirror : mirrors) {
      if (!permitted(mirror)) {
        throw new IllegalArgumentException(mirror + ": expected an address that begins with https://, or with http:// on this machine");
      }
    }
  }

  /** Whether a file may come from there: over https, or over http from this very machine, where nobody listens in between. */
  public static boolean permitted(URI address) {
    return address.getHost() != null && ("https".equalsIgnoreCase(address.getScheme()) || local(address));
  }

  static boolean local(URI address) {
    String host = String.valueOf(address.getHost());
    return "http".equalsIgnoreCase(address.getScheme())
        && (host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d+\\.\\d+\\.\\d+"));
  }

  /** Whether {@code file} is this one, to the last bit. */
  public boolean is(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != size) {
      return false;
    }
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return hex(digest).equals(sha256);
  }

  static MessageDigest digest() {
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
