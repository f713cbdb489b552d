package dev.danskin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plugins that load, some of which misbehave later: while a component is built, or while it runs. */
final class GoodPlugins {
  private static final String HEAD = """
      import dev.danskin.api.*;
      import dev.danskin.api.tensor.*;
      import dev.danskin.api.set.*;
      import java.util.*;
      """;

  private GoodPlugins() {}

  private static String plugin(String id, String register, String members) {
    return "package " + id + "; " + HEAD + "public class Main implements Plugin { public String id() { return \"" + id
        + "\"; } public void register(Catalogue c) {" + register + "}" + members + "}";
  }

  /** A solver that looks at the corner of its sets that the gradient points to, and a preset of its name. */
  private static String corners(String id, String extra) {
    return plugin(id, preset("corners", "corners") + "c.register(Solver.class, \"corners\", Corners.class);" + extra, """
         public record Corners(@Default("3") int steps) implements Solver {
          public Counts cost() { return new Counts(steps + 1, steps, 0, 0); }
          public Iteration start(Oracle f, RunContext run) {
            int[] all = new int[f.start().rows()];
            Arrays.setAll(all, i -> i);
            Tensor[] z = {f.start()};
            int[] k = {0};
            return () -> {
              int[] open = f.open(all);
              if (open.length == 0) return false;
              Tensor at = z[0].rows(open);
              Evaluation e = f.at(new Points(at, open), k[0] < steps ? Order.GRADIENT : Order.VALUE, k[0]);
              if (k[0]++ == steps) return false;
              Tensor corner = f.feasible().rows(open).extreme(e.gradient().scale(-1), at.like());
              for (int j = 0; j < open.length; j++) z[0].put(open[j], corner, j);
              return true;
            };
          }
        }
        """);
  }

  private static String preset(String name, String solver) {
    return "c.preset(Attack.class, \"" + name + "\", \"max\", \"{threat: {${threat}: {eps: ${eps}}}, solver: " + solver + "}\");";
  }

  /** A solver with this body of its step; z is its point. */
  private static String stepping(String id, String body) {
    return plugin(id, preset(id, id) + "c.register(Solver.class, \"" + id + "\", S.class);", " public record S() implements Solver {"
        + " public Counts cost() { return new Counts(100, 100, 0, 0); }"
        + " public Iteration start(Oracle f, RunContext run) { int[] all = new int[f.start().rows()]; Arrays.setAll(all, i -> i);"
        + " int[] k = {0}; return () -> {" + body + "}; } }");
  }

  /** An attack with this body of its run. */
  private static String attacking(String id, String body) {
    return plugin(id, "c.register(Attack.class, \"" + id + "-search\", A.class); c.preset(Attack.class, \"" + id + "\", \"" + id
        + "-search\", \"{threat: {${threat}: {eps: ${eps}}}}\");", " public record A(ThreatModel threat) implements Attack {"
        + " public Set<Access> needs() { return Set.of(Access.SCORES); } public Counts cost() { return new Counts(1, 0, 0, 0); }"
        + " public Attacked run(Decides f, Batch batch, RunContext run) {" + body + "} }");
  }

  static Map<String, String> sources() {
    Map<String, String> s = new LinkedHashMap<>();
    s.put("good", corners("good", "c.register(Goal.class, \"lib-\" + lib.Version.NAME, dev.danskin.api.Goal.Next.class);"));
    s.put("wired", plugin("wired", "c.provide(Clerk.class, Desk.class); c.register(Goal.class, \"timed\", Timed.class);", """
         public interface Clerk { String says(); }
         public static class Desk implements Clerk {
          private final java.time.Clock clock;
          @jakarta.inject.Inject public Desk(java.time.Clock clock) { this.clock = clock; }
          public String says() { return clock.instant().toString(); }
        }
        public record Timed(@Injected Clerk clerk, @Default("1") int shift) implements Goal {
          public Timed { if (clerk.says().isEmpty()) throw new IllegalArgumentException("no clerk"); }
          public Criterion criterion() { return new Criterion.Misclassified(); }
          public Labels labels(Labels y, Tensor logits, int k) { return y; }
        }
        """));
    s.put("flooding", plugin("flooding", "for (int i = 0; i < 100_000; i++) System.out.println(\"spam \".repeat(100));", ""));
    s.put("talker", plugin("talker", "System.out.println(\"{\\\"hello\\\": 1}\"); System.err.println(\"oops\");", ""));
    s.put("crasher", stepping("crasher", "if (k[0]++ == 2) throw new IllegalStateException(\"out of ideas\"); "
        + "f.at(new Points(f.feasible().sample(run.draws(), f.ids(), k[0], f.start().like()), all), Order.VALUE, k[0]); return true;"));
    s.put("idler", stepping("idler", "return true;"));
    s.put("deaf", stepping("deaf", "while (true) { try { f.at(new Points(f.start(), all), Order.VALUE, 0); Thread.sleep(1); } catch (Throwable t) { } }"));
    s.put("picky", attacking("picky", "for (long id : batch.ids()) if (id == 3) throw new IllegalStateException(\"I do not like 3\");"
        + " return Attacked.unattempted(batch, new Outcome.Finished());"));
    s.put("liar", attacking("liar", "Attacked a = Attacked.unattempted(batch, new Outcome.Reached()); Arrays.fill(a.success(), true); return a;"));
    s.put("outsider", attacking("outsider", "Scores m = (Scores) f; Tensor x = batch.x().like().fill(0); int[] d = m.decide(x); boolean[] s = new boolean[d.length];"
        + " Outcome[] o = new Outcome[d.length]; Counts[] c = new Counts[d.length]; Arrays.fill(o, new Outcome.Reached()); Arrays.fill(c, Counts.NONE);"
        + " for (int i = 0; i < d.length; i++) s[i] = d[i] != batch.y().classes()[i]; return new Attacked(x, s, d, o, c);"));
    s.put("ragged", attacking("ragged", "return new Attacked(batch.x(), new boolean[1], new int[0], new Outcome[0], null);"));
    s.put("fragile", plugin("fragile", "c.register(Goal.class, \"fragile\", G.class);", " public record G(int n) implements Goal {"
        + " public G { Objects.requireNonNull(null); } public Criterion criterion() { return null; } public Labels labels(Labels y, Tensor l, int k) { return y; } }"));
    s.put("stuck", plugin("stuck", "c.register(Goal.class, \"stuck\", G.class);", " public record G(int n) implements Goal {"
        + " public G { while (true) Thread.onSpinWait(); } public Criterion criterion() { return null; } public Labels labels(Labels y, Tensor l, int k) { return y; } }"));
    s.put("model", plugin("model", "c.register(Decides.class, \"ink\", Ink.class); c.register(Decides.class, \"shapes\", Shapes.class); c.register(Decides.class, \"mute\", Mute.class);", """
         /** Scores by the ink in each of ten bands; no gradients. */
         public record Ink(@Default("1") double scale) implements Scores {
          public int classes() { return 10; }
          public Domain domain() { return Domain.unit(1, 28, 28); }
          public Tensor logits(Tensor x) {
            double[] row = new double[x.rowSize()];
            double[] all = new double[x.rows() * 10];
            for (int r = 0; r < x.rows(); r++) {
              x.read(r, row);
              for (int i = 0; i < row.length; i++) all[r * 10 + i * 10 / row.length] += scale * row[i];
            }
            return Tensor.of(all, x.rows(), 10);
          }
        }
        public record Mute() implements Scores {
          public int classes() { return 10; }
          public Domain domain() { return Domain.unit(1, 28, 28); }
          public Tensor logits(Tensor x) { throw new IllegalStateException("no answer"); }
        }
        public record Shapes() implements Decides {
          public Domain domain() { return Domain.unit(3); }
          public int[] decide(Tensor x) { return new int[x.rows()]; }
        }
        """));
    return s;
  }

  /** The same name for the same thing as in the plugin good, and another version of its library. */
  static String other() {
    return corners("other", "c.register(Goal.class, \"lib-\" + lib.Version.NAME, dev.danskin.api.Goal.Next.class);");
  }

  static String library(String version) {
    return "package lib; public class Version { public static final String NAME = new String(\"" + version + "\"); }";
  }

  /** Compiles all, and those that are broken; writes the good ones to one folder and everything to the other. */
  static void write(Path good, Path all, BrokenPlugins broken) throws IOException {
    Map<String, String> sources = new LinkedHashMap<>(broken.sources());
    sources().forEach((id, text) -> sources.put(id + ".Main", text));
    sources.put("lib.Version", library("1"));
    PluginJars jars = new PluginJars(sources);
    PluginJars second = new PluginJars(Map.of("other.Main", other(), "lib.Version", library("2")));
    for (Path folder : new Path[] {good, all}) {
      for (String id : sources().keySet()) {
        Map<String, byte[]> classes = jars.of(id);
        if (id.equals("good")) {
          classes.put("lib/Version.class", jars.of("lib").get("lib/Version.class"));
        }
        PluginJars.write(folder.resolve(id + ".jar"), id + ".Main", "0.1", classes);
      }
      PluginJars.write(folder.resolve("other.jar"), "other.Main", "0.1", second.of("other", "lib"));
    }
    broken.write(jars, all);
  }
}
