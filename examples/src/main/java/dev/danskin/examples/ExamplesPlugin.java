package dev.danskin.examples;

import dev.danskin.api.Attack;
import dev.danskin.api.Catalogue;
import dev.danskin.api.Decides;
import dev.danskin.api.Defense;
import dev.danskin.api.Plugin;
import dev.danskin.api.Solver;

/** Gives the components of this package names, under which configurations build them. */
// begin plugin
public final class ExamplesPlugin implements Plugin {
  @Override
  public String id() {
    return "examples";
  }

  @Override
  public void register(Catalogue catalogue) {
    catalogue.register(Attack.class, "corner-search", Corners.class, "{threat: {linf: {eps: 0.1}}}");
    catalogue.preset(Attack.class, "corners", "corner-search", "{threat: {${threat}: {eps: ${eps}}}}");
    catalogue.register(Solver.class, "rprop", Rprop.class);
    catalogue.register(Solver.class, "one-fifth", OneFifth.class);
    catalogue.register(Decides.class, "scorecard", Scorecard.class);
    catalogue.register(Defense.class, "logit-pairing", LogitPairing.class,
        "{outer: {adam: {rate: 1e-3, steps: 100}}, inner: {max: {threat: {linf: {eps: 0.1}}, solver: {pgd: {rate: 0.02, steps: 10}}}}}");
  }
}
// end plugin
