package dev.danskin.cli;

import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.plugin.Failure;
import dev.danskin.runtime.plugin.PluginReport;
import dev.danskin.runtime.plugin.Plugins;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code danskin plugins}: what is there, what is broken and why; exit status 1 if anything is broken. */
@Command(name = "plugins", description = "List the plugins, healthy and broken, with what they offer and the digests of their jars.", sortOptions = false)
final class PluginsCommand implements Callable<Integer> {
  @Mixin
  PluginsOption option = new PluginsOption();

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  String format = "text";

  @Option(names = "--verbose", description = "Every name that is offered; stack traces.")
  boolean verbose;

  @Override
  public Integer call() {
    if (!List.of("text", "json").contains(format)) {
      throw new RequestException("--format: expected text or json, found '" + format + "'");
    }
    Plugins plugins = option.load();
    if (format.equals("json")) {
      ArrayNode list = Trees.object().putArray("plugins");
      plugins.reports().forEach(r -> list.add(tree(r)));
      System.out.print(Trees.json(list));
    } else {
      plugins.reports().forEach(r -> show(r, System.out));
    }
    plugins.require(option.required);
    return plugins.broken().isEmpty() ? 0 : 1;
  }

  private void show(PluginReport r, PrintStream out) {
    out.printf(Locale.ROOT, "%-12s %-12s %-10s %s%n", r.status().name().toLowerCase(Locale.ROOT).replace('_', '-'), r.id().isEmpty() ? "?" : r.id(),
        r.version().isEmpty() ? "-" : r.version(), r.source());
    if (!r.sha256().isEmpty()) {
      out.println("             sha256 " + r.sha256());
    }
    r.failure().ifPresent(f -> out.println("             " + f.sentence()));
    if (!r.offers().isEmpty()) {
      boolean all = verbose || r.offers().size() <= 8;
      out.println("             " + (all ? String.join(", ", r.offers()) : String.join(", ", r.offers().subList(0, 6)) + " and "
          + (r.offers().size() - 6) + " more; --verbose lists them"));
    }
  }

  private static ObjectNode tree(PluginReport r) {
    ObjectNode tree = Trees.object().put("id", r.id()).put("version", r.version()).put("source", r.source()).put("sha256", r.sha256())
        .put("status", r.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    ArrayNode offers = tree.putArray("offers");
    r.offers().forEach(offers::add);
    r.failure().ifPresent(f -> describe(tree.putObject("failure"), f));
    return tree;
  }

  private static void describe(ObjectNode to, Failure f) {
    to.put("phase", f.phase().toString()).put("component", f.component()).put("cause", f.cause()).put("remedy", f.remedy());
  }
}
