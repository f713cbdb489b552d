package dev.danskin.cli;

import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Model;
import dev.danskin.api.Transformation;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.evaluation.Capabilities;
import dev.danskin.runtime.job.Sha256;
import java.util.List;

/**
 * A model that a plugin brings: any function from inputs to classes, with scores and gradients where it has them.
 *
 * @param name for messages
 * @param digest of its configuration; what it reads beside it is its own
 */
record PluggedModel(String name, Decides model, String digest) implements Target {
  static PluggedModel of(Composer composer, String source, Dataset data) {
    Decides model = composer.build(Decides.class, Trees.parse(quoted(source), "model"), "model");
    new Capabilities(composer, source, model).fit(data);
    return new PluggedModel(source, model, Sha256.of(composer.render(Decides.class, model).toString()));
  }

  /** A name as YAML: a colon in it is no key. */
  static String quoted(String source) {
    return source.startsWith("{") ? source : "\"" + source + "\"";
  }

  @Override
  public long parameters() {
    return model instanceof Model m ? m.parameters().size() : 0;
  }

  @Override
  public Running open(GraphBackend backend, Dataset data, List<Transformation> transformations) {
    if (transformations.isEmpty()) {
      return new Running(model, () -> {});
    }
    if (model instanceof Model m) {
      return new Running(Transformation.before(m, transformations), () -> {});
    }
    throw new RequestException("model: transformations need a model with gradients, which " + name + " does not offer; leave --transform out");
  }
}
