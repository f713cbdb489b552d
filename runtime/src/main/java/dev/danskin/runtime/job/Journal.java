package dev.danskin.runtime.job;

import dev.danskin.runtime.config.RequestException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The record from which a killed job resumes: a header that says which job, then one checksummed entry per piece of
 * work, each on disk before it counts. Whatever follows the last whole entry is dropped on opening: a kill at any moment
 * loses at most the piece being written. Layout of an entry: length (int), payload, CRC-32C of the payload (int).
 */
public final class Journal implements Closeable {
  /** Bytes of an entry beside its payload: its length and its checksum. */
  public static final int OVERHEAD = 8;
  private static final int MOST_BYTES = 1 << 30;
  /** Null where nothing is kept. */
  private final FileChannel channel;
  private final List<byte[]> entries;

  private Journal(FileChannel channel, List<byte[]> entries) {
    this.channel = channel;
    this.entries = entries;
  }

  /** The journal of a job that is not kept: its entries live as long as it does. */
  public static Journal inMemory() {
    return new Journal(null, new ArrayList<>());
  }

  /**
   * Opens the journal of a job, or begins it.
   *
   * @param identity what makes two runs the same job: configuration, arithmetic, digests
   * @throws RequestException if the file belongs to another job, another process writes it, or it is no journal
   * @throws IOException if reading or writing fails
   */
  public static Journal open(Path file, String identity) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(channel, file);
      List<byte[]> all = whole(channel);
      if (channel.size() > channel.position()) {
        System.getLogger(Journal.class.getPackageName()).log(System.Logger.Level.WARNING,
            file + ": the last " + (channel.size() - channel.position()) + " bytes are of no whole entry and are dropped");
      }
      if (all.isEmpty()) {
        channel.truncate(0);
        Journal journal = new Journal(channel, new ArrayList<>());
        journal.write(identity.getBytes(StandardCharsets.UTF_8));
        return journal;
      }
      String found = new String(all.get(0), StandardCharsets.UTF_8);
      if (!found.equals(identity)) {
        throw new RequestException(file + ": expected the journal of this job, found that of another ("
            + difference(identity, found) + "); give another --out");
      }
      return new Journal(channel, new ArrayList<>(all.subList(1, all.size())));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * The header and entries of a journal, for reading only.
   *
   * @throws RequestException if there is no such file
   */
  public static List<byte[]> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RequestException(file + ": expected a journal, found nothing; is this the folder of a job?");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return whole(channel);
    }
  }

  private static void lock(FileChannel channel, Path file) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new RequestException(file + ": another process works on this job; wait for it or give another --out");
    }
  }

  private static String difference(String expected, String found) {
    String[] a = expected.split("\n");
    String[] b = found.split("\n");
    for (int i = 0; i < Math.max(a.length, b.length); i++) {
      String x = i < a.length ? a[i] : "nothing";
      String y = i < b.length ? b[i] : "nothing";
      if (!x.equals(y)) {
        return "asked for \"" + x.strip() + "\", recorded \"" + y.strip() + "\"";
      }
    }
    return "they differ";
  }

  /** Reads whole entries and leaves the channel behind the last, cutting off a torn one if it may be written. */
  private static List<byte[]> whole(FileChannel channel) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    long end = 0;
    byte[] next = entry(channel);
    while (next != null) {
      entries.add(next);
      end = channel.position();
      next = entry(channel);
    }
    channel.position(end);
    return entries;
  }

  private static byte[] entry(FileChannel channel) throws IOException {
    long left = channel.size() - channel.position();
    if (left < 8) {
      return null;
    }
    int length = fill(channel, ByteBuffer.allocate(4)).getInt();
    if (length <= 0 || length > MOST_BYTES || length > left - 8) {
      return null;
    }
    byte[] payload = fill(channel, ByteBuffer.allocate(length)).array();
    return fill(channel, ByteBuffer.allocate(4)).getInt() == checksum(payload) ? payload : null;
  }

  private static ByteBuffer fill(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // Until full or at the end, which the caller has excluded.
    }
    return buffer.flip();
  }

  private static int checksum(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload);
    return (int) crc.getValue();
  }

  /** What is recorded so far, in order of writing. */
  public synchronized List<byte[]> entries() {
    return List.copyOf(entries);
  }

  /** Appends one entry; it is on disk when this returns. */
  public synchronized void append(byte[] payload) throws IOException {
    if (channel != null) {
      write(payload);
    }
    entries.add(payload);
  }

  private void write(byte[] payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 8);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(payload.length);
      out.write(payload);
      out.writeInt(checksum(payload));
    }
    long start = channel.position();
    channel.truncate(start);
    ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(false);
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
