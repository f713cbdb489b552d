package dev.danskin.runtime.plugin;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * What plugins see beside their own jar: the JDK, the published packages of Danskin, and {@code jakarta.inject}. The host's other
 * libraries are not there, so a plugin may bring versions of its own.
 */
final class ApiLoader extends ClassLoader {
  private static final List<String> PUBLISHED = List.of("dev.danskin.api.", "dev.danskin.solvers.", "dev.danskin.attacks.",
      "dev.danskin.defenses.", "dev.danskin.models.", "jakarta.inject.");
  private final ClassLoader host;

  /** @param host where Danskin is loaded from */
  ApiLoader(ClassLoader host) {
    super("danskin-api", ClassLoader.getPlatformClassLoader());
    this.host = host;
  }

  /** Whether a class of this name is Danskin's, so that a jar cannot bring another. */
  static boolean published(String name) {
    return name.equals(Confined.class.getName()) || PUBLISHED.stream().anyMatch(name::startsWith);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (published(name)) {
      return host.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  public URL getResource(String name) {
    return null;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    return Collections.emptyEnumeration();
  }
}
