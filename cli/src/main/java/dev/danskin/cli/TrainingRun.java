package dev.danskin.cli;

import dev.danskin.api.Budget;
import dev.danskin.api.DataDescription;
import dev.danskin.api.Dataset;
import dev.danskin.api.Model;
import dev.danskin.api.Outcome;
import dev.danskin.api.Philox;
import dev.danskin.api.RunContext;
import dev.danskin.api.Workers;
import dev.danskin.models.Network;
import dev.danskin.models.graph.Graph;
import dev.danskin.models.graph.GraphBackend;
import dev.danskin.models.onnx.OnnxWriter;
import dev.danskin.runtime.config.Composer;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.config.Trees;
import dev.danskin.runtime.job.AtomicFiles;
import dev.danskin.runtime.training.TrainingJob;
import dev.danskin.runtime.training.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One training in one folder: what was asked, opened and checked, ready to run.
 *
 * @param request with the backend's own name and what was found in the data
 * @param target the network to begin with
 * @param looked what is looked at
 */
record TrainingRun(Composer composer, TrainingRequest request, Path folder, Dataset data, Dataset looked, GraphBackend backend, Targets target) {
  /** Opens data, backend and network; nothing is written yet. */
  static TrainingRun open(Composer composer, TrainingRequest asked, Path folder) {
    GraphBackend backend = Backends.open(asked.backend());
    DataDescription.Described described = Targets.told(asked.data(), asked.domain());
    TrainingRequest request = asked.on(backend.name()).with(asked.data(), described.description());
    Dataset data = described.data();
    Dataset looked = request.validation().isEmpty() ? data : Targets.told(request.validation(), request.domain()).data();
    if (request.attack() != null) {
      request.attack().accept(data.domain());
    }
    Targets target = Targets.begun(request.architecture(), request.input(), data, Philox.of(request.seed(), "danskin.init"));
    return new TrainingRun(composer, request, folder, data, looked, backend, target);
  }

  /** Makes the folder; refuses one that holds a job unless that job is gone on with. */
  void prepare(boolean resume) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new RequestException(folder + ": expected a folder, found a file; give another --out");
    }
    Files.createDirectories(folder);
    if (!resume && Files.exists(folder.resolve("config.yaml"))) {
      throw new RequestException("--out " + folder + ": holds a job already; add --resume to go on with it, or give another folder");
    }
  }

  /**
   * Trains and writes all files.
   *
   * @param checkpoint seconds between two checkpoints
   * @return what it left, or null if the person stopped it: what is done is in the checkpoint
   */
  TrainingResults run(int threads, double checkpoint, Interrupt interrupt, Listener listener) throws IOException {
    long started = System.nanoTime();
    String yaml = Trees.yaml(request.tree(composer, Version.number()));
    AtomicFiles.write(folder.resolve("config.yaml"), yaml);
    String identity = yaml + "model: " + target.digest() + "\ndata: " + data.digest() + "\narithmetic: " + backend.arithmetic() + "\n";
    listener.line("job", Trees.object().put("kind", "training").put("model", request.architecture()).put("folder", folder.toString()));
    ExecutorService pool = Executors.newFixedThreadPool(threads, TrainingRun::daemon);
    try (Network network = target.on(backend, data)) {
      TrainingJob job = new TrainingJob(request, identity, data, looked.first(request.examples()), folder,
          (model, file) -> OnnxWriter.write(written(model), file), checkpoint);
      TrainingJob.Trained trained = job.run(network, new RunContext(request.seed(), "danskin", Budget.UNLIMITED, interrupt::requested,
          listener, threads > 1 ? Workers.on(pool) : Workers.sequential()));
      listener.close();
      if (interrupt.requested()) {
        System.err.println(stopped(trained));
        return null;
      }
      if (trained.hardened().outcome() instanceof Outcome.Failed failed) {
        throw new Failed("the training failed after " + trained.losses().length + " steps (" + failed.what() + "); " + best(trained));
      }
      OnnxWriter.write(written(trained.hardened().model()), folder.resolve("model.onnx"));
      TrainingResults results = new TrainingResults(this, trained);
      results.write((System.nanoTime() - started) * 1e-9, threads);
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private Graph written(Model model) {
    return target.graph().with(model.parameters().theta());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "danskin-worker");
    thread.setDaemon(true);
    return thread;
  }

  private String stopped(TrainingJob.Trained trained) {
    return "danskin: stopped after " + trained.losses().length + " steps; " + best(trained)
        + "; go on with: danskin train --resume --out " + folder;
  }

  private String best(TrainingJob.Trained trained) {
    return trained.best() == null ? "no look at the network yet"
        : "the best network so far, seen at step " + trained.best().step() + ", is " + folder.resolve("best.onnx");
  }

  /** A training that ended by itself; the message is for people. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(String message) {
      super(message);
    }
  }
}
