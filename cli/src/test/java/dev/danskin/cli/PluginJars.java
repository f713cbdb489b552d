package dev.danskin.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles plugins from their sources, all at once, and packs them into jars. */
final class PluginJars {
  private final Map<String, byte[]> classes = new TreeMap<>();

  /** @param sources by the binary names of their classes */
  PluginJars(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(new Source(name, text)));
    List<String> options = List.of("-classpath", System.getProperty("java.class.path"), "--release", "17", "-proc:none", "-parameters", "-nowarn");
    try (JavaFileManager standard = compiler.getStandardFileManager(problems, null, null)) {
      if (!compiler.getTask(null, new Memory(standard), problems, options, null, files).call()) {
        throw new IllegalStateException(problems.getDiagnostics().toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The classes whose names begin with one of the packages. */
  Map<String, byte[]> of(String... packages) {
    Map<String, byte[]> some = new LinkedHashMap<>();
    for (String p : packages) {
      classes.forEach((name, bytes) -> {
        if (name.startsWith(p + ".")) {
          some.put(name.replace('.', '/') + ".class", bytes);
        }
      });
    }
    return some;
  }

  /**
   * Writes a jar.
   *
   * @param provider what its service file says; null for no such file
   * @param api what its manifest asks for; null for nothing
   */
  static Path write(Path file, String provider, String api, Map<String, byte[]> entries) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.0");
    if (api != null) {
      manifest.getMainAttributes().putValue("Danskin-Api", api);
    }
    try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out, manifest)) {
      if (provider != null) {
        jar.putNextEntry(new JarEntry("META-INF/services/dev.danskin.api.Plugin"));
        jar.write(provider.getBytes(StandardCharsets.UTF_8));
      }
      for (Map.Entry<String, byte[]> e : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(e.getKey()));
        jar.write(e.getValue());
      }
    }
    return file;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    Memory(JavaFileManager next) {
      super(next);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              classes.put(name, toByteArray());
            }
          };
        }
      };
    }
  }
}
