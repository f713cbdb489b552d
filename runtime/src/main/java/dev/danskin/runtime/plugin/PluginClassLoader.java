package dev.danskin.runtime.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** The classes of one jar, with {@link Confinement} woven in; everything else is asked of the {@link ApiLoader}. */
final class PluginClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final PluginJar jar;
  private final PrintStream output;

  PluginClassLoader(PluginJar jar, ApiLoader parent) {
    super(jar.file().getFileName().toString(), parent);
    this.jar = jar;
    output = new PrintStream(new LoggedOutput(jar.file().getFileName().toString()), true);
  }

  /** Where its prints go. */
  PrintStream output() {
    return output;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = jar.entries().get(name.replace('.', '/') + ".class");
    if (bytes == null || ApiLoader.published(name)) {
      throw new ClassNotFoundException(name);
    }
    byte[] confined = Confinement.of(bytes, name);
    return defineClass(name, confined, 0, confined.length);
  }

  @Override
  protected URL findResource(String name) {
    byte[] bytes = jar.entries().get(name);
    return bytes == null ? null : url(name, bytes);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL own = findResource(name);
    return own == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(own));
  }

  private static URL url(String name, byte[] bytes) {
    try {
      return new URL(null, "plugin:/" + name, new URLStreamHandler() {
        @Override
        protected URLConnection openConnection(URL url) {
          return new Content(url, bytes);
        }
      });
    } catch (MalformedURLException e) {
      return null;
    }
  }

  /** An entry of the jar, read from memory. */
  private static final class Content extends URLConnection {
    private final byte[] bytes;

    Content(URL url, byte[] bytes) {
      super(url);
      this.bytes = bytes;
    }

    @Override
    public void connect() {
      connected = true;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new ByteArrayInputStream(bytes);
    }
  }
}
