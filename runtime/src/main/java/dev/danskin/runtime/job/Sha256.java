package dev.danskin.runtime.job;

import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Digests for provenance. */
public final class Sha256 {
  private Sha256() {}

  /** SHA-256 in lower-case hexadecimal, 64 digits. */
  public static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** SHA-256 of a file, hexadecimal. */
  public static String of(Path file) throws IOException {
    return of(Files.readAllBytes(file));
  }

  /** {@code {name: digest}} of the files of a folder. */
  public static ObjectNode of(Path folder, List<String> names) throws IOException {
    ObjectNode digests = Trees.object();
    for (String name : names) {
      digests.put(name, of(folder.resolve(name)));
    }
    return digests;
  }

  /** SHA-256 of the text in UTF-8, hexadecimal. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}
