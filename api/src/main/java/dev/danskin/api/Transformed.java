package dev.danskin.api;

import dev.danskin.api.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** f ∘ T_k ∘ … ∘ T_1 with all random numbers fixed; its gradients are those of the chain of pullbacks. */
final class Transformed implements Model {
  private final Model model;
  private final List<Transformation> transformations;
  private final Draws draws;
  /** Null where nothing is random: any number of any examples. */
  private final long[] ids;
  private final long draw;

  /** Of transformations that draw nothing. */
  Transformed(Model model, List<Transformation> transformations) {
    this(model, transformations, Philox.of(0, "transformed"), null, 0);
  }

  Transformed(Model model, List<Transformation> transformations, Draws draws, long[] ids, long draw) {
    this.model = model;
    this.transformations = transformations;
    this.draws = draws;
    this.ids = ids;
    this.draw = draw;
  }

  /** x, T_1(x), …, T_k(… T_1(x)). */
  private Tensor[] stages(Tensor x) {
    if (ids != null && ids.length != x.rows()) {
      throw new IllegalArgumentException("expected the " + ids.length + " inputs whose random numbers are fixed, found " + x.rows());
    }
    Tensor[] stages = new Tensor[transformations.size() + 1];
    stages[0] = x;
    for (int i = 0; i < transformations.size(); i++) {
      stages[i + 1] = transformations.get(i).apply(stages[i], stream(i), ids(x), draw);
    }
    return stages;
  }

  private Draws stream(int transformation) {
    return draws.at("transformation-" + transformation);
  }

  private long[] ids(Tensor x) {
    return ids == null ? new long[x.rows()] : ids;
  }

  @Override
  public Tensor logits(Tensor x) {
    return model.logits(stages(x)[transformations.size()]);
  }

  @Override
  public Linearized linearize(Tensor x) {
    Tensor[] stages = stages(x);
    return new Chain(stages, model.linearize(stages[transformations.size()]));
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
    return new Transformed(model.at(theta), transformations, draws, ids, draw);
  }

  @Override
  public Model training() {
    return new Transformed(model.training(), transformations, draws, ids, draw);
  }

  private final class Chain implements Linearized {
    private final Tensor[] stages;
    private final Linearized f;

    Chain(Tensor[] stages, Linearized f) {
      this.stages = stages;
      this.f = f;
    }

    @Override
    public Tensor logits() {
      return f.logits();
    }

    @Override
    public Tensor pullback(Tensor cotangent) {
      Tensor pulled = f.pullback(cotangent);
      for (int i = transformations.size() - 1; i >= 0; i--) {
        pulled = transformations.get(i).pullback(stages[i], pulled, stream(i), ids(stages[i]), draw);
      }
      return pulled;
    }

    @Override
    public Tensor parameterPullback(Tensor cotangent) {
      return f.parameterPullback(cotangent);
    }

    @Override
    public Tensor statistics() {
      return f.statistics();
    }

    @Override
    public void close() {
      f.close();
    }
  }
}
