package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** f ∘ T_k ∘ … ∘ T_1, where f or one of the transformations draws random numbers. */
final class RandomlyTransformed implements Randomised {
  private final Model model;
  private final List<Transformation> transformations;

  RandomlyTransformed(Model model, List<Transformation> transformations) {
    this.model = model;
    this.transformations = transformations;
  }

  @Override
  public Model drawn(Draws draws, long[] ids, long draw) {
    Model inner = model instanceof Randomised r ? r.drawn(draws.at("model"), ids, draw) : model;
    return new Transformed(inner, transformations, draws, ids, draw);
  }

  @Override
  public Domain domain() {
    return model.domain();
  }

  @Override
  public Optional<Backend> backend() {
    return model.backend();
  }

  @Override
  public int classes() {
    return model.classes();
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public Model at(Tensor theta) {
    return new RandomlyTransformed(model.at(theta), transformations);
  }
}
