package dev.danskin.runtime.fetch;

import dev.danskin.runtime.job.AtomicFiles;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Archives of tar, gzipped: headers of 512 bytes, each followed by a file filled up to a multiple of 512. What an archive says is not
 * trusted: only files that the caller names come out, of the size the caller names, under a name that the caller chose.
 */
public final class TarGz {
  private static final int BLOCK = 512;
  /** Most bytes that an archive may hold beside what is wanted, such as a page about the data. */
  private static final long SLACK = 1L << 24;

  private final Path archive;
  private final Map<String, Long> wanted;

  private TarGz(Path archive, Map<String, Long> wanted) {
    this.archive = archive;
    this.wanted = wanted;
  }

  /**
   * Takes files out of an archive, each whole or not at all; an archive with anything strange in it is refused before the first.
   *
   * @param wanted the files' sizes by their last name in the archive, which is their name in {@code folder}
   * @throws FetchException if the archive is damaged, has entries that lead elsewhere, or lacks a file
   */
  public static void unpack(Path archive, Map<String, Long> wanted, Path folder) throws IOException {
    TarGz tar = new TarGz(archive, wanted);
    tar.walk((name, in) -> in.skipNBytes(wanted.get(name)));
    tar.walk((name, in) -> AtomicFiles.write(folder.resolve(name), out -> {
      byte[] buffer = new byte[1 << 16];
      for (long left = wanted.get(name); left > 0;) {
        int n = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
        if (n == 0) {
          throw new EOFException();
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }));
  }

  private interface Visitor {
    void found(String name, InputStream in) throws IOException;
  }

  private void walk(Visitor visitor) throws IOException {
    Set<String> missing = new HashSet<>(wanted.keySet());
    long most = wanted.values().stream().mapToLong(Long::longValue).sum() + SLACK;
    try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16)) {
      byte[] header = in.readNBytes(BLOCK);
      while (header.length == BLOCK && !Arrays.equals(header, new byte[BLOCK])) {
        Entry entry = entry(header);
        most -= BLOCK + entry.size;
        if (most < 0) {
          throw refused("expected at most " + SLACK + " bytes beside the data, found more at '" + entry.path + "'");
        }
        visit(entry, missing, visitor, in);
        in.skipNBytes((BLOCK - entry.size % BLOCK) % BLOCK);
        header = in.readNBytes(BLOCK);
      }
    } catch (EOFException | ZipException e) {
      throw refused("expected a whole tar.gz, found one that is cut short or damaged");
    }
    if (!missing.isEmpty()) {
      throw refused("expected to find " + String.join(", ", missing.stream().sorted().toList()) + " in it, found none");
    }
  }

  private void visit(Entry entry, Set<String> missing, Visitor visitor, InputStream in) throws IOException {
    String name = entry.path.substring(entry.path.lastIndexOf('/') + 1);
    if (!entry.regular() || !wanted.containsKey(name)) {
      in.skipNBytes(entry.size);
      return;
    }
    if (entry.size != wanted.get(name) || !missing.remove(name)) {
      throw refused("expected " + name + " once, of " + wanted.get(name) + " bytes, found " + entry.size + " bytes or a second one");
    }
    visitor.found(name, in);
  }

  private record Entry(String path, char type, long size) {
    boolean regular() {
      return type == '0' || type == 0;
    }
  }

  private Entry entry(byte[] header) throws FetchException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
    }
    if (sum != octal(header, 148, 8)) {
      throw refused("expected a tar header, found one whose checksum is wrong");
    }
    boolean ustar = text(header, 257, 6).equals("ustar");
    String prefix = ustar && header[263] == '0' ? text(header, 345, 155) : "";
    Entry entry = new Entry(prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100), (char) header[156],
        octal(header, 124, 12));
    // Directories, and the comments of pax (g, x) and GNU (L, K), are skipped; links and devices have no place among data.
    if (!entry.regular() && "5gxLK".indexOf(entry.type) < 0) {
      throw refused("expected files and folders, found the entry '" + entry.path + "' of type '" + entry.type + "'");
    }
    if (entry.path.startsWith("/") || entry.path.contains("\\") || Arrays.asList(entry.path.split("/")).contains("..")) {
      throw refused("expected names inside the archive, found '" + entry.path + "'");
    }
    return entry;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private long octal(byte[] header, int from, int length) throws FetchException {
    String digits = text(header, from, length).strip();
    if (!digits.matches("[0-7]{1,12}")) {
      throw refused("expected a tar header, found one without octal numbers");
    }
    return Long.parseLong(digits, 8);
  }

  private FetchException refused(String why) {
    return new FetchException(archive + ": " + why + "; nothing was unpacked; delete the archive and fetch it again");
  }
}
