package dev.danskin.testkit;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Shows a reader damaged and hostile inputs. A seed and a number give an input again: {@link #input}. Each input must be read, or refused
 * by an exception of a reader's kind in one clear sentence; it must not allocate more than a bound that grows with its size, nor hang.
 *
 * @param name of the reader, for messages
 * @param seed of all inputs
 * @param valid inputs that are read, at least one; mutations begin with them
 * @param tokens what hostile inputs of this format are made of: keywords, extreme numbers, brackets
 * @param refusals exceptions by which the reader refuses, beside {@link IllegalArgumentException} and {@link IOException}
 * @param bytesPerByte most bytes that may be allocated for each byte of an input, beside {@link #FREE}
 */
public record Fuzz(String name, long seed, List<byte[]> valid, List<String> tokens, Set<Class<? extends Exception>> refusals,
    long bytesPerByte) {
  /** Bytes that every input may allocate: buffers, digests, messages. */
  public static final long FREE = 4L << 20;
  /** Seconds after which an input counts as one that hangs. */
  public static final long PATIENCE = 20;

  private static final int MOST_FINDINGS = 20;
  private static final int LONGEST_INPUT = 1 << 14;
  private static final int LONGEST_SENTENCE = 60_000;
  /** What a reader says that did not look: messages of the platform, not of a person. */
  private static final Pattern UNCLEAR = Pattern.compile("(?s)\\s*|null|.*(out of bounds|For input string|Cannot invoke|Range \\[|Input length =|"
      + "No enum constant|cannot be cast|Negative array|NullPointer|newPosition|newLimit|java\\.lang\\.(?!String>)|"
      + "java\\.util\\.(?!List<)|tools\\.jackson|: null|\\(null\\)|Conversion =|"
      + "multiplier|Zero length BigInteger|Illegal embedded sign|integer overflow|long overflow).*");

  /** Reads an input. */
  @FunctionalInterface
  public interface Reader {
    /** Reads and forgets; whatever it throws is judged. */
    void read(byte[] input) throws Exception;
  }

  /**
   * An input that was not read as it should be.
   *
   * @param number of the input
   * @param what happened
   */
  public record Finding(long number, String what) {}

  /**
   * What was seen.
   *
   * @param inputs how many were shown
   * @param read how many were read without complaint
   * @param mostBytes the most that one input allocated
   * @param findings the first of those that were not read as they should be, each kind once
   */
  public record Report(long inputs, long read, long mostBytes, List<Finding> findings) {}

  /** Shows inputs {@code from} to {@code to − 1}. */
  public Report run(long from, long to, Reader reader) {
    return run(from, to, PATIENCE, reader);
  }

  /** With another patience, in seconds. */
  Report run(long from, long to, double patience, Reader reader) {
    Map<String, Finding> findings = new HashMap<>();
    AtomicLong current = new AtomicLong(-1);
    AtomicLong begun = new AtomicLong(System.nanoTime());
    long[] seen = new long[3];
    Thread worker = new Thread(() -> {
      for (long k = from; k < to && findings.size() < MOST_FINDINGS; k++) {
        begun.set(System.nanoTime());
        current.set(k);
        one(k, reader, findings, seen);
      }
      current.set(Long.MAX_VALUE);
    }, "fuzz-" + name);
    worker.setDaemon(true);
    worker.start();
    String hung = await(worker, current, begun, patience);
    List<Finding> all = new ArrayList<>(hung == null ? findings.values() : List.of());
    if (hung != null) {
      all.add(new Finding(current.get(), hung));
    }
    return new Report(seen[0], seen[1], seen[2], all);
  }

  /** @return where the worker stands, if it hangs */
  private static String await(Thread worker, AtomicLong current, AtomicLong begun, double patience) {
    try {
      while (worker.isAlive()) {
        worker.join(50);
        long k = current.get();
        boolean late = k >= 0 && k != Long.MAX_VALUE && System.nanoTime() - begun.get() > patience * 1e9;
        if (worker.isAlive() && late && current.get() == k) {
          return "took more than " + patience + " seconds, at " + Arrays.stream(worker.getStackTrace()).limit(12).toList();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private void one(long k, Reader reader, Map<String, Finding> findings, long[] seen) {
    byte[] input = input(k);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    String wrong = null;
    try {
      reader.read(input);
      seen[1]++;
    } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
      wrong = wrong(e);
    }
    long bytes = threads.getThreadAllocatedBytes(id) - before;
    seen[0]++;
    seen[2] = Math.max(seen[2], bytes);
    if (wrong == null && bytes > FREE + bytesPerByte * input.length) {
      wrong = "allocated " + bytes + " bytes for an input of " + input.length;
      findings.putIfAbsent("allocated", new Finding(k, wrong));
    } else if (wrong != null) {
      findings.putIfAbsent(wrong.replaceAll("[0-9]+", "0"), new Finding(k, wrong));
    }
  }

  /** What is wrong with how an input was refused; null if nothing is. */
  private String wrong(Throwable e) {
    boolean expected = e instanceof IllegalArgumentException || e instanceof IOException || e instanceof UncheckedIOException
        || refusals.stream().anyMatch(r -> r.isInstance(e));
    String message = Objects.toString(e.getMessage(), "null");
    boolean clear = !UNCLEAR.matcher(message).matches() && message.length() <= LONGEST_SENTENCE;
    return expected && clear ? null : e.getClass().getName() + ": " + message.substring(0, Math.min(300, message.length())) + " at "
        + Arrays.stream(e.getStackTrace()).filter(s -> s.getClassName().startsWith("dev.danskin")).limit(3).toList();
  }

  /** Input number k: the same for the same seed, valid inputs and tokens. */
  public byte[] input(long k) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + k);
    byte[] bytes = valid.get(random.nextInt(valid.size())).clone();
    if (random.nextInt(4) == 0) {
      return random.nextBoolean() ? flipped(bytes, random) : number(bytes, random);
    }
    int changes = 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 3);
    for (int c = 0; c < changes; c++) {
      bytes = changed(bytes, random);
    }
    return bytes.length <= LONGEST_INPUT ? bytes : Arrays.copyOf(bytes, LONGEST_INPUT);
  }

  private byte[] changed(byte[] bytes, SplittableRandom random) {
    int n = bytes.length;
    int at = random.nextInt(n + 1);
    int some = Math.min(n - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 64));
    return switch (random.nextInt(12)) {
      case 0 -> flipped(bytes, random);
      case 1 -> number(bytes, random);
      case 2 -> Arrays.copyOf(bytes, at);
      case 3 -> spliced(bytes, at, new byte[0], at + some);
      case 4 -> spliced(bytes, at, Arrays.copyOfRange(bytes, at, at + some), at);
      case 5 -> {
        byte[] other = valid.get(random.nextInt(valid.size()));
        int from = random.nextInt(other.length + 1);
        byte[] piece = Arrays.copyOfRange(other, from, Math.min(other.length, from + 1 + random.nextInt(200)));
        yield spliced(bytes, at, piece, at + (random.nextBoolean() ? some : 0));
      }
      case 6 -> repeated(bytes, at, random);
      case 7, 8, 9 -> spliced(bytes, at, token(random), at + (random.nextBoolean() ? some : 0));
      case 10 -> digits(bytes, random);
      default -> spliced(bytes, at, random(random, some), at + some);
    };
  }

  private static byte[] spliced(byte[] bytes, int at, byte[] piece, int to) {
    byte[] all = new byte[at + piece.length + bytes.length - to];
    System.arraycopy(bytes, 0, all, 0, at);
    System.arraycopy(piece, 0, all, at, piece.length);
    System.arraycopy(bytes, to, all, at + piece.length, bytes.length - to);
    return all;
  }

  private static byte[] flipped(byte[] bytes, SplittableRandom random) {
    byte[] b = bytes.clone();
    for (int i = 0; i < 1 + random.nextInt(4) && b.length > 0; i++) {
      b[random.nextInt(b.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return b;
  }

  /** An extreme number of one, two, four or eight bytes in either order, where a length may stand. */
  private static byte[] number(byte[] bytes, SplittableRandom random) {
    long[] extreme = {0, 1, -1, 127, 128, 255, 256, 32767, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 30, Long.MAX_VALUE,
        Long.MIN_VALUE, 1000};
    long value = extreme[random.nextInt(extreme.length)];
    int width = Math.min(bytes.length, 1 << random.nextInt(4));
    boolean little = random.nextBoolean();
    int at = random.nextInt(bytes.length - width + 1);
    byte[] b = bytes.clone();
    for (int i = 0; i < width; i++) {
      b[at + i] = (byte) (value >> 8 * (little ? i : width - 1 - i));
    }
    return b;
  }

  /** Another number in the place of one that is written in digits. */
  private static byte[] digits(byte[] bytes, SplittableRandom random) {
    String[] numbers = {"0", "-1", "1e309", "NaN", "Infinity", "2147483648", "-2147483649", "9223372036854775808", "1e-400", "0.5",
        "1e400000000", "08", "0x1f"};
    int from = random.nextInt(bytes.length + 1);
    while (from < bytes.length && (bytes[from] < '0' || bytes[from] > '9')) {
      from++;
    }
    int to = from;
    while (to < bytes.length && bytes[to] >= '0' && bytes[to] <= '9') {
      to++;
    }
    return spliced(bytes, from, numbers[random.nextInt(numbers.length)].getBytes(java.nio.charset.StandardCharsets.UTF_8), to);
  }

  private static byte[] random(SplittableRandom random, int n) {
    byte[] b = new byte[n];
    random.nextBytes(b);
    return b;
  }

  private byte[] token(SplittableRandom random) {
    return (tokens.isEmpty() ? "\0" : tokens.get(random.nextInt(tokens.size()))).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Nesting: one token, or a piece of the input, many times. */
  private byte[] repeated(byte[] bytes, int at, SplittableRandom random) {
    byte[] piece = random.nextBoolean() ? token(random) : Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)));
    if (piece.length == 0) {
      return bytes;
    }
    int times = Math.min(LONGEST_INPUT / piece.length, 1 << random.nextInt(14));
    byte[] many = new byte[times * piece.length];
    for (int i = 0; i < many.length; i++) {
      many[i] = piece[i % piece.length];
    }
    return spliced(bytes, at, many, at);
  }
}
