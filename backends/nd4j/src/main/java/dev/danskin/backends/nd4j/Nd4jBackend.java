package dev.danskin.backends.nd4j;

import dev.danskin.api.tensor.DType;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.graph.Program;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Networks on ND4J's CPU library, float32. Its native libraries run at one thread each: parallel work is over batches,
 * by as many Java threads as wanted. Use the oneDNN classifier of {@code nd4j-native}; without it convolutions take five
 * times as long.
 */
public final class Nd4jBackend implements GraphBackend {
  private static final System.Logger LOG = System.getLogger(Nd4jBackend.class.getName());
  private final String arithmetic;

  /** @throws LinkageError or an exception of ND4J if the native library does not load on this machine */
  public Nd4jBackend() {
    Nd4j.create(1).close();
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    String build = loaded();
    if (!build.contains("onednn")) {
      LOG.log(System.Logger.Level.WARNING, "ND4J runs without oneDNN ({0}): convolutions are about five times slower; "
          + "put the classifier linux-x86_64-onednn-avx2 of nd4j-native on the class path", build);
    }
    arithmetic = "nd4j " + version() + " " + build + ", " + processor() + ", JDK " + Runtime.version().feature();
  }

  private static String version() {
    String version = Nd4j.class.getPackage().getImplementationVersion();
    return version == null ? "1.0.0-M2.1" : version;
  }

  /** The classifier whose native library is on the class path; where there are several, the one JavaCPP was told to take. */
  private static String loaded() {
    String platform = org.bytedeco.javacpp.Loader.getPlatform();
    String wanted = System.getProperty("org.bytedeco.javacpp.platform.extension");
    String[] known = {"-onednn-avx512", "-onednn-avx2", "-onednn", "-avx512", "-avx2", ""};
    for (String e : wanted == null ? known : new String[] {wanted, "-onednn-avx512", "-onednn-avx2", "-onednn", ""}) {
      String folder = "/org/nd4j/linalg/cpu/nativecpu/bindings/" + platform + e + "/";
      boolean there = java.util.stream.Stream.of("libnd4jcpu.so", "libnd4jcpu.dylib", "nd4jcpu.dll")
          .anyMatch(library -> Nd4j.class.getResource(folder + library) != null);
      if (there) {
        return platform + e;
      }
    }
    return platform;
  }

  /** Vendor and instruction sets decide which kernels the libraries choose. */
  private static String processor() {
    java.nio.file.Path file = java.nio.file.Path.of("/proc/cpuinfo");
    String model = System.getProperty("os.arch");
    try (java.util.stream.Stream<String> lines = java.nio.file.Files.lines(file)) {
      return lines.filter(l -> l.startsWith("model name")).map(l -> l.substring(l.indexOf(':') + 1).strip()).findFirst().orElse(model);
    } catch (java.io.IOException | java.io.UncheckedIOException e) {
      return model.toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public String arithmetic() {
    return arithmetic;
  }

  @Override
  public DType type() {
    return DType.FLOAT32;
  }

  @Override
  public boolean rowExact() {
    return false;
  }

  @Override
  public Program compile(Graph graph, int tile) {
    return new Nd4jProgram(graph, tile);
  }
}
