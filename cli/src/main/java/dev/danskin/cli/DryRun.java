package dev.danskin.cli;

import dev.danskin.api.Counts;
import dev.danskin.runtime.config.Numbers;
import dev.danskin.runtime.evaluation.Figures;
import dev.danskin.runtime.evaluation.NamedAttack;
import dev.danskin.runtime.evaluation.Request;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** What an evaluation can cost at most, before anything runs. */
final class DryRun {
  private DryRun() {}

  static void print(Map<String, Request> requests, PrintStream to) {
    for (Map.Entry<String, Request> e : requests.entrySet()) {
      Request request = e.getValue();
      int examples = request.shard().ids(request.examples()).length;
      to.printf(Locale.ROOT, "%s on %s, %d examples: at most%n%n", request.subject(), request.data(), examples);
      int wide = request.attacks().stream().mapToInt(a -> a.name().length()).max().orElse(0) + 2;
      String row = "%-" + Math.max(wide, 8) + "s%-7s%-9s%12s%12s%16s%16s%n";
      to.printf(row, "attack", "threat", "eps", "forward", "backward", "all forward", "all backward");
      Counts sum = Counts.NONE;
      for (NamedAttack a : request.attacks()) {
        Counts cost = a.attack().cost();
        sum = sum.plus(cost.times(examples));
        to.printf(row, a.name(), Figures.threat(a), Numbers.shown(a.eps()), cost.forward(), cost.backward(), cost.times(examples).forward(),
            cost.times(examples).backward());
      }
      to.printf(row, "(all)", "", "", "", "", sum.forward() + examples, sum.backward());
      to.printf("%npasses of one example, and of all with one look at each clean input; what is fooled early costs less%n");
    }
  }
}
