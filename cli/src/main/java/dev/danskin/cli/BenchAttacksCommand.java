package dev.danskin.cli;

import dev.danskin.bench.table.AttackTable;
import dev.danskin.bench.table.Reference;
import dev.danskin.bench.table.Row;
import dev.danskin.bench.table.TableReport;
import dev.danskin.runtime.config.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code danskin bench attacks}: what attacks find and cost, beside the figures of other libraries. */
@Command(name = "attacks", sortOptions = false, description = "What attacks find and cost on one network, each in a process of its own at one thread. "
    + "Writes attacks.json, attacks.md and attacks.svg.")
final class BenchAttacksCommand implements Callable<Integer> {
  @Option(names = "--model", paramLabel = "FILE|NAME", description = "As for evaluate; default strokes-standard.")
  String model = "strokes-standard";

  @Option(names = "--data", paramLabel = "NAME|KIND:PATH", description = "As for evaluate; default strokes.")
  String data = "strokes";

  @Option(names = "--reference", paramLabel = "FILE", description = "Figures of other libraries on this network and these data, as CSV with the columns library, "
      + "attack, norm, eps, images and any of seed, robust_accuracy, median_distance, forward_per_image, backward_per_image, cpu_seconds, "
      + "robust_bits_hex; each row that an attack of ours answers is run with its eps and images.")
  Path reference;

  @Option(names = "--only", paramLabel = "REGEX", description = "Rows of the reference in whose library, attack and our name this is found.")
  String only = "";

  @Option(names = "--attack", paramLabel = "NAME", split = ",", description = "Without a reference: which attacks; default fgsm,pgd,apgd-ce,apgd-t,fab-t,square,autoattack.")
  List<String> attack = List.of("fgsm", "pgd", "apgd-ce", "apgd-t", "fab-t", "square", "autoattack");

  @Option(names = "--threat", paramLabel = "NAME", description = "Without a reference: linf (default), l2 or l1.")
  String threat = "linf";

  @Option(names = "--eps", paramLabel = "E", description = "Without a reference: the size; default 0.1.")
  String eps = "0.1";

  @Option(names = "--examples", paramLabel = "N", description = "Without a reference: how many of the first examples; default 100.")
  int examples = 100;

  @Option(names = "--seed", paramLabel = "S", description = "Seed of all random numbers; default 0.")
  long seed;

  @Option(names = "--backend", paramLabel = "NAME", description = "nd4j, jvm or auto (default).")
  String backend = "auto";

  @Option(names = "--out", paramLabel = "FOLDER", description = "Where the table and every job go; default bench-attacks.")
  Path out = Path.of("bench-attacks");

  @Option(names = "--events", description = "Progress and results as JSON lines on standard output.")
  boolean events;

  @Mixin
  BenchOptions common = new BenchOptions();

  @Override
  public Integer call() throws IOException {
    CommonOptions.atLeastOne("--examples", examples);
    AttackTable table = new AttackTable(Main.class.getName(), model, data, backend, seed, BenchOptions.folder(out));
    try (Interrupt interrupt = Interrupt.listen(); Listener listener = Listener.of(events, common.quiet)) {
      List<Row> rows = reference == null
          ? table.alone(attack, threat, Plan.radius(eps), examples, listener, interrupt::requested)
          : table.beside(Reference.read(reference), BenchOptions.only(only), listener, interrupt::requested);
      TableReport report = new TableReport(table, rows, Version.number());
      report.write(out);
      if (events) {
        listener.line("results", Trees.object().put("folder", out.toString()).set("results", report.json()));
      } else {
        rows.forEach(BenchAttacksCommand::show);
        System.out.println("report: " + out.resolve("attacks.md"));
      }
      return interrupt.done(interrupt.requested() ? 3 : 0);
    }
  }

  private static void show(Row r) {
    Reference f = r.reference();
    String found = f != null && f.nearest() ? String.format(Locale.ROOT, "median %.5f", r.median()) : String.format(Locale.ROOT, "%.1f %%", 100 * r.robust());
    String theirs = f == null ? "" : String.format(Locale.ROOT, "; %s: %s, %.0f + %.0f passes, %.1f CPU s%s", f.name(),
        f.nearest() ? String.format(Locale.ROOT, "%.5f", f.median()) : String.format(Locale.ROOT, "%.1f %%", 100 * f.robust()), f.forward(), f.backward(),
        f.cpu(), f.nearest() || r.agreeing() < 0 ? "" : ", " + r.agreeing() + " of " + r.images() + " agree");
    System.out.printf(Locale.ROOT, "%-12s %-5s %s, %.0f + %.0f passes, %.1f CPU s%s%n", r.attack(), r.threat(), found, r.forward(), r.backward(), r.cpu(),
        theirs);
  }
}
