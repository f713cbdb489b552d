package dev.danskin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plugins that are broken, each in its own way, with the phase and the words by which that must be told. */
final class BrokenPlugins {
  private static final String HEAD = """
      import dev.danskin.api.*;
      import dev.danskin.api.tensor.Tensor;
      import java.util.*;
      """;

  /**
   * One of them.
   *
   * @param name of its package and its jar
   * @param phase where it fails
   * @param words found in the sentence that tells it
   * @param source of its classes; the plugin's is called Main; null where the jar holds none
   */
  record Case(String name, String phase, String words, String source) {}

  private final List<Case> cases = new ArrayList<>();
  private final Map<String, String> providers = new HashMap<>();
  private final Map<String, String> versions = new HashMap<>();

  BrokenPlugins() {
    discovered();
    versions();
    registered();
    wired();
  }

  List<Case> cases() {
    return cases;
  }

  private void plugin(String name, String phase, String words, String members) {
    cases.add(new Case(name, phase, words, HEAD + "public class Main implements Plugin {" + members + "}"));
  }

  /** A plugin whose id is its name. */
  private void registering(String name, String phase, String words, String body) {
    registering(name, phase, words, body, "");
  }

  private void registering(String name, String phase, String words, String body, String members) {
    plugin(name, phase, words, "public String id() { return \"" + name + "\"; } public void register(Catalogue c) {" + body + "}" + members);
  }

  private void discovered() {
    String empty = "public String id() { return \"x\"; } public void register(Catalogue c) {}";
    plugin("noservice", "discover", "to name a plugin, found none", empty);
    providers.put("noservice", null);
    plugin("nameless", "discover", "NotThere", empty);
    providers.put("nameless", "nameless.NotThere");
    plugin("garbled", "discover", "Plugin", empty);
    providers.put("garbled", "\u0000\u0001 two words, and more\n");
    cases.add(new Case("stranger", "discover", "not a subtype", HEAD + "public class Main {}"));
    plugin("hidden", "discover", "constructor", "private Main() {} " + empty);
    plugin("thrower", "discover", "the disk is full", "public Main() { throw new IllegalStateException(\"the disk is full\"); } " + empty);
    plugin("initialiser", "discover", "no network", "static final int X = x(); static int x() { throw new IllegalStateException(\"no network\"); } " + empty);
    cases.add(new Case("unfinished", "discover", "InstantiationException", HEAD + "public abstract class Main implements Plugin { public Main() {} }"));
    plugin("sleeper", "discover", "took longer than", "public Main() { while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { } } } " + empty);
    plugin("deep", "discover", "StackOverflowError", "public Main() { dig(0); } int dig(int i) { return dig(i + 1) + 1; } " + empty);
    cases.add(new Case("orphan", "discover", "class lib.Base is neither in the jar",
        HEAD + "public class Main extends lib.Base implements Plugin {" + empty + "}"));
    cases.add(new Case("text", "discover", "a file that is none", null));
    cases.add(new Case("truncated", "discover", "", null));
    cases.add(new Case("folder", "discover", "expected a file, found something else", null));
    cases.add(new Case("bomb", "discover", "when unpacked, found more", null));
    plugin("scrambled", "discover", "cannot be read", empty);
    plugin("future", "discover", "cannot be read", empty);
  }

  private void versions() {
    String empty = "public String id() { return \"x\"; } public void register(Catalogue c) {}";
    plugin("unversioned", "version", "expected Danskin-Api in the manifest", empty);
    versions.put("unversioned", null);
    plugin("older", "version", "asks for version 9.0", empty);
    versions.put("older", "9.0");
    plugin("newer", "version", "asks for version 0.99", empty);
    versions.put("newer", "0.99");
    plugin("unreadable", "version", "expected a version MAJOR.MINOR", empty);
    versions.put("unreadable", "latest");
  }

  private void registered() {
    plugin("nobody", "register", "found 'null'", "public String id() { return null; } public void register(Catalogue c) {}");
    plugin("shouting", "register", "found 'Acme Corp.'", "public String id() { return \"Acme Corp.\"; } public void register(Catalogue c) {}");
    plugin("impostor", "register", "the id danskin is taken", "public String id() { return \"danskin\"; } public void register(Catalogue c) {}");
    plugin("twin", "register", "the id good is taken by good.jar", "public String id() { return \"good\"; } public void register(Catalogue c) {}");
    plugin("moody", "register", "not today", "public String id() { throw new IllegalStateException(\"not today\"); } public void register(Catalogue c) {}");
    registering("halfway", "register", "lost it", "c.register(Goal.class, \"half\", Half.class); throw new IllegalStateException(\"lost it\");", half());
    registering("repeated", "register", "'half' is registered twice", "c.register(Goal.class, \"half\", Half.class); c.register(Goal.class, \"half\", Half.class);", half());
    registering("camel", "register", "found 'CamelCase'", "c.register(Goal.class, \"CamelCase\", Half.class);", half());
    registering("classy", "register", "expected a public record", "c.register(Solver.class, \"classy\", Main.S.class);",
        " public abstract static class S implements Solver {}");
    registering("secret", "register", "expected a public record", "c.register(Goal.class, \"secret\", Half.class);", half().replace("public record", "record"));
    registering("textual", "register", "expected an interface", "((Catalogue) c).register((Class) String.class, \"textual\", (Class) Half.class);", half());
    registering("unrelated", "register", "implements Solver", "c.register((Class) Solver.class, \"unrelated\", (Class) Half.class);", half());
    registering("endless", "register", "took longer than", "while (true) { try { Thread.sleep(1); } catch (InterruptedException e) { } }");
    registering("flood", "register", "expected at most 10000 registrations",
        "for (int i = 0; i < 20000; i++) c.register(Goal.class, \"half\" + i, Half.class);", half());
    registering("quitter", "register", "System.exit(3)", "System.exit(3);");
    registering("halting", "register", "halt(4)", "java.util.function.IntConsumer stop = Runtime.getRuntime()::halt; stop.accept(4);");
    registering("exiting", "register", "System.exit(5)", "java.util.function.IntConsumer stop = System::exit; stop.accept(5);");
    registering("redirecting", "register", "setOut", "System.setOut(System.err);");
    registering("wordy", "register", "aaaa", "throw new IllegalStateException(\"a\".repeat(10_000_000));");
    registering("hungry", "register", "OutOfMemoryError", "long[][] all = new long[64][]; for (int i = 0; i < 64; i++) all[i] = new long[Integer.MAX_VALUE];");
    registering("borrower", "register", "class lib.Base is neither in the jar", "c.register(Goal.class, \"half\", Half.class);",
        half().replace("Half()", "Half(lib.Base base)"));
    registering("snooper", "register", "class dev.danskin.runtime.config.Registry is neither", "dev.danskin.runtime.config.Registry.ofClassPath();");
    registering("mapped", "register", "found 'sizes', a java.util.Map", "c.register(Goal.class, \"half\", Half.class);",
        half().replace("Half()", "Half(Map<String, Integer> sizes)"));
    registering("tensorial", "register", "found 'z', a dev.danskin.api.tensor.Tensor[]", "c.register(Goal.class, \"half\", Half.class);",
        half().replace("Half()", "Half(Tensor[] z)"));
    registering("nuller", "register", "NullPointerException", "c.register(null, null, null);");
    registering("checked", "register", "IOException: surprise", "Main.<RuntimeException>sneak(new java.io.IOException(\"surprise\"));",
        "@SuppressWarnings(\"unchecked\") static <T extends Throwable> void sneak(Throwable t) throws T { throw (T) t; }");
  }

  private static String half() {
    return " public record Half() implements Goal { public Labels labels(Labels y, Tensor logits, int k) { return y; }"
        + " public Criterion criterion() { return new Criterion.Never(); } }";
  }

  private void wired() {
    String needs = " public record Half(@Injected Clerk clerk) implements Goal { public Labels labels(Labels y, Tensor logits, int k) { return y; }"
        + " public Criterion criterion() { return new Criterion.Never(); } } public interface Clerk {}";
    registering("lonely", "build", "needs a Clerk, which nothing provides (known: Clock)", "c.register(Goal.class, \"half\", Half.class);", needs);
    registering("sick", "build", "the clerk is ill", "c.provide(Clerk.class, Ill.class); c.register(Goal.class, \"half\", Half.class);",
        needs + " public static class Ill implements Clerk { @jakarta.inject.Inject public Ill() { throw new IllegalStateException(\"the clerk is ill\"); } }");
    registering("circle", "build", "", "c.provide(Clerk.class, A.class); c.provide(Other.class, B.class); c.register(Goal.class, \"half\", Half.class);",
        needs + " public interface Other {} public static class A implements Clerk { @jakarta.inject.Inject public A(Other o) {} }"
            + " public static class B implements Other { @jakarta.inject.Inject public B(Clerk c) {} }");
    registering("slow", "build", "took longer than", "c.provide(Clerk.class, Slow.class); c.register(Goal.class, \"half\", Half.class);",
        needs + " public static class Slow implements Clerk { @jakarta.inject.Inject public Slow() { while (true) { Thread.onSpinWait(); } } }");
  }

  /** The sources to be compiled, by class. */
  Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("lib.Base", "package lib; public class Base {}");
    cases.stream().filter(c -> c.source != null).forEach(c -> sources.put(c.name + ".Main", "package " + c.name + "; " + c.source));
    return sources;
  }

  void write(PluginJars jars, Path folder) throws IOException {
    for (Case c : cases) {
      Path file = folder.resolve(c.name + ".jar");
      switch (c.name) {
        case "text" -> Files.writeString(file, "this is no jar");
        case "folder" -> Files.createDirectory(file);
        case "bomb" -> PluginJars.write(file, null, "0.1", Map.of("zeros", new byte[257 << 20]));
        case "truncated" -> {
          PluginJars.write(file, "truncated.Main", "0.1", Map.of("data", new byte[100_000]));
          Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 150));
        }
        default -> PluginJars.write(file, providers.getOrDefault(c.name, c.name + ".Main"), versions.getOrDefault(c.name, "0.1"), damaged(c, jars.of(c.name)));
      }
    }
  }

  private static Map<String, byte[]> damaged(Case c, Map<String, byte[]> classes) {
    byte[] main = classes.get(c.name + "/Main.class");
    if (c.name.equals("scrambled")) {
      Arrays.fill(main, 10, main.length / 2, (byte) 0xee);
    }
    if (c.name.equals("future")) {
      main[7] = 120;
    }
    return classes;
  }
}
