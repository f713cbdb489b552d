package dev.danskin.runtime.evaluation;

import dev.danskin.api.Attack;
import dev.danskin.api.Batch;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Diagnostic;
import dev.danskin.api.Randomised;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.Entry;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What all registered diagnostics say of a model, each with what its record gives by itself. */
public record Diagnosis(Composer composer, Request request) {
  private static final int LOOKED_AT = 64;

  /** A look at the model through the first inputs of the data, whatever the shard. */
  public List<Figures.Flag> of(Decides model, Dataset data) {
    Batch looked = data.first(Math.min(LOOKED_AT, request.examples()));
    List<Figures.Flag> flags = new ArrayList<>();
    composer.registry().of(Diagnostic.class).values().forEach(e -> flags.addAll(said(e, model, looked)));
    if (model instanceof Randomised && request.attacks().stream().noneMatch(a -> !a.ladder() && averages(a.attack()))) {
      flags.add(new Figures.Flag("randomised", request.examples(), "The model draws random numbers and no attack averages over them, so "
          + "each gradient is that of one draw: add eot-pgd or autoattack-rand."));
    }
    return flags;
  }

  /** A diagnostic that fails says nothing, and the evaluation goes on without it. */
  private List<Figures.Flag> said(Entry entry, Decides model, Batch looked) {
    try {
      Diagnostic diagnostic = composer.build(Diagnostic.class, Trees.at(new String[] {entry.fullName()}, Trees.object()), "diagnostic");
      return diagnostic.of(model, looked).stream().map(f -> new Figures.Flag(f.id(), f.examples(), f.advice())).toList();
    } catch (RuntimeException | LinkageError e) {
      Evaluation.LOGGER.log(System.Logger.Level.WARNING, "the diagnostic " + entry.fullName() + " failed: " + e);
      return List.of();
    }
  }

  /** Whether an attack, or one inside it, takes means over draws. */
  private boolean averages(Attack attack) {
    try {
      return averages(composer.render(Attack.class, attack));
    } catch (RequestException e) {
      return false;
    }
  }

  private static boolean averages(JsonNode component) {
    boolean here = component.path("samples").asInt(1) > 1;
    return here || component.valueStream().anyMatch(Diagnosis::averages);
  }
}
