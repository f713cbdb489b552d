package dev.danskin.backends.nd4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * ND4J's CPU library: which build of it is loaded, and how many threads it starts. Loading happens once per virtual
 * machine, by ND4J; the state is its, not ours.
 */
final class NativeLibrary {
  private static final System.Logger LOG = System.getLogger(NativeLibrary.class.getName());
  private static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private NativeLibrary() {}

  /**
   * Loads the library, or finds it loaded, and holds it at one thread.
   *
   * @return what the last bits of its results depend on
   * @throws LinkageError or an exception of ND4J if the library does not load on this machine
   */
  static String load() {
    if (System.getProperty(EXTENSION) == null) {
      best().filter(e -> !e.isEmpty()).ifPresent(e -> System.setProperty(EXTENSION, e));
    }
    Nd4j.create(1).close();
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    Nd4j.factory().blas().setMaxThreads(1);
    oneThread();
    String build = loaded();
    if (!build.contains("onednn")) {
      LOG.log(System.Logger.Level.WARNING, "ND4J runs without oneDNN ({0}): convolutions are about five times slower; put "
          + "the classifier linux-x86_64-onednn-avx2 of nd4j-native on the class path, and no other", build);
    }
    return "nd4j " + version(Nd4j.class, "1.0.0-M2.1") + " " + build + ", openblas "
        + version(org.bytedeco.openblas.global.openblas_nolapack.class, "unknown") + ", " + processor() + ", JDK "
        + Runtime.version().feature();
  }

  /**
   * Holds OpenMP at one thread for the calling thread. OpenMP keeps the number per thread and starts every new one at the
   * number of processors, whatever {@code Environment.setMaxThreads} was told; so each entry from Java says it again
   * (under a microsecond). More threads would spin, and change the bits of sums.
   */
  static void oneThread() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }

  private static String version(Class<?> of, String otherwise) {
    String version = of.getPackage().getImplementationVersion();
    return version == null ? otherwise : version;
  }

  private static boolean offered(String extension) {
    String folder = "/org/nd4j/linalg/cpu/nativecpu/bindings/" + Loader.getPlatform() + extension + "/";
    return Stream.of("libnd4jcpu.so", "libnd4jcpu.dylib", "nd4jcpu.dll")
        .anyMatch(f -> Nd4j.class.getResource(folder + f) != null);
  }

  /** The fastest build on the class path that this processor runs. */
  private static Optional<String> best() {
    boolean wide = cpu("flags").map(f -> f.contains("avx512f")).orElse(false);
    return Stream.of("-onednn-avx512", "-onednn-avx2", "-onednn", "-avx512", "-avx2", "")
        .filter(e -> wide || !e.endsWith("avx512")).filter(NativeLibrary::offered).findFirst();
  }

  /** The build in memory where the system tells, otherwise the one that was asked for. */
  private static String loaded() {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      List<String> folders = maps.filter(l -> l.endsWith("libnd4jcpu.so"))
          .map(l -> Path.of(l.substring(l.indexOf('/'))).getParent().getFileName().toString()).distinct().toList();
      if (!folders.isEmpty()) {
        return folders.stream().collect(Collectors.joining("+"));
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.DEBUG, "no list of loaded libraries on this system", e);
    }
    return Loader.getPlatform() + System.getProperty(EXTENSION, "");
  }

  /** The libraries choose their kernels by vendor, family, model and instruction sets. */
  private static String processor() {
    return cpu("model name").map(name -> name + " family " + cpu("cpu family").orElse("?") + " model "
        + cpu("model\t").orElse("?")
        + (cpu("flags").orElse("").contains("avx512f") ? " avx512" : "")).orElseGet(() -> System.getProperty("os.arch"));
  }

  private static Optional<String> cpu(String key) {
    if (!Files.isReadable(CPU)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(CPU)) {
      return lines.filter(l -> l.startsWith(key)).map(l -> l.substring(l.indexOf(':') + 1).strip()).findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
