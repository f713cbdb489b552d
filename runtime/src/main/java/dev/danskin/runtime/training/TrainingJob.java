package dev.danskin.runtime.training;

import dev.danskin.api.Batch;
import dev.danskin.api.Checkpoint;
import dev.danskin.api.Dataset;
import dev.danskin.api.Event;
import dev.danskin.api.Hardened;
import dev.danskin.api.Model;
import dev.danskin.api.RunContext;
import dev.danskin.api.Snapshot;
import dev.danskin.api.tensor.Tensor;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.job.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A training in a folder: it looks at the network now and then, keeps the best so far in {@code best.onnx}, and keeps
 * itself in {@code checkpoint}, from which a killed training goes on and ends with the same bytes.
 *
 * @param identity what makes two runs the same job: everything that a bit can depend on
 * @param validation what is looked at
 * @param writer writes a network to a file, whole or not at all
 * @param pause seconds between two checkpoints at least
 */
public record TrainingJob(TrainingRequest request, String identity, Dataset data, Batch validation, Path folder, Writer writer,
    double pause) {
  /** Writes a network to a file. */
  @FunctionalInterface
  public interface Writer {
    /** Writes the network; the file is whole or not there. */
    void write(Model model, Path file) throws IOException;
  }

  /**
   * What a training gave.
   *
   * @param losses of all steps, those before a resumption included
   * @param best the look at the network in {@code best.onnx}; null if there was none
   * @param validation how many examples were looked at
   */
  public record Trained(Hardened hardened, List<Look> looks, double[] losses, Look best, int validation) {}

  private Path checkpoint() {
    return folder.resolve("checkpoint");
  }

  /**
   * Trains, or goes on where the folder's checkpoint stands.
   *
   * @param start the network to begin with
   * @throws RequestException if the checkpoint is another job's
   */
  public Trained run(Model start, RunContext run) throws IOException {
    Keeper keeper = new Keeper(start, run);
    if (Files.exists(checkpoint())) {
      keeper.load(Snapshot.of(Files.readAllBytes(checkpoint())));
      System.getLogger(getClass().getPackageName()).log(System.Logger.Level.INFO, "going on from {0}, {1} steps done", checkpoint(),
          keeper.losses.size());
    }
    RunContext told = new RunContext(run.seed(), run.path(), run.budget(), run.cancelled(), keeper::told, run.workers());
    try {
      Hardened hardened = request.defense().harden(start, data, told, keeper);
      keeper.end(hardened);
      return new Trained(hardened, List.copyOf(keeper.looks), keeper.losses(), keeper.best, validation.size());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Listens, looks and keeps. */
  private final class Keeper implements Checkpoint {
    private final Model start;
    private final RunContext run;
    private final long every;
    private final List<Look> looks = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private Snapshot begun;
    private Look best;
    private int looked;
    private long kept = System.nanoTime();

    Keeper(Model start, RunContext run) {
      this.start = start;
      this.run = run;
      every = Math.max(1, request.defense().steps() / request.looks());
    }

    double[] losses() {
      return losses.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public Optional<Snapshot> begin() {
      return Optional.ofNullable(begun);
    }

    void load(Snapshot saved) {
      String found = saved.texts("identity", 1)[0];
      if (!found.equals(identity)) {
        throw new RequestException(checkpoint() + ": expected the checkpoint of this training, found that of another; give another --out");
      }
      Arrays.stream(saved.tensor("losses").toDoubles()).forEach(losses::add);
      double[] rows = saved.tensor("looks").toDoubles();
      for (int i = 0; i + 3 < rows.length; i += 4) {
        looks.add(new Look((long) rows[i], rows[i + 1], rows[i + 2], rows[i + 3]));
        best = better(looks.get(looks.size() - 1));
      }
      looked = saved.count("looked", Integer.MAX_VALUE);
      begun = saved.part("training");
    }

    @Override
    public void after(long step, Supplier<Snapshot> snapshot) {
      if (System.nanoTime() - kept < pause * 1e9) {
        return;
      }
      double[] rows = looks.stream().flatMapToDouble(l -> Arrays.stream(new double[] {l.step(), l.loss(), l.clean(), l.robust()})).toArray();
      byte[] bytes = Snapshot.EMPTY.with("training", snapshot.get()).with("identity", new String[] {identity})
          .with("losses", Tensor.of(losses(), losses.size())).with("looks", Tensor.of(rows, rows.length)).with("looked", looked).bytes();
      try {
        AtomicFiles.write(checkpoint(), out -> out.write(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      kept = System.nanoTime();
    }

    void told(Event event) {
      if (event instanceof Event.Standing s) {
        if (s.step() > 0 && s.step() % every == 0) {
          look(start.at(s.point()), s.step());
        }
        return;
      }
      run.events().accept(event);
      if (event instanceof Event.Step s) {
        losses.add(s.value());
        run.events().accept(new Event.Progress("training", s.step() + 1, request.defense().steps()));
      }
    }

    /** The last look, at what training returned; a training that was stopped has its own looks. */
    void end(Hardened hardened) {
      if (!run.cancelled().getAsBoolean()) {
        look(hardened.model(), losses.size());
      }
    }

    private void look(Model f, long step) {
      double loss = IntStream.range(looked, losses.size()).mapToDouble(losses::get).average().orElse(Double.NaN);
      looked = losses.size();
      Accuracy accuracy = new Accuracy(validation);
      double clean = accuracy.of(f, null, run);
      Look look = new Look(step, loss, clean, request.attack() == null ? Double.NaN : accuracy.of(f, request.attack(), run));
      looks.add(look);
      run.events().accept(new Event.Note(String.format(java.util.Locale.ROOT, "step %d of %d: loss %.4f, clean %.1f %%%s", step,
          request.defense().steps(), loss, 100 * look.clean(),
          Double.isNaN(look.robust()) ? "" : String.format(java.util.Locale.ROOT, ", robust %.1f %%", 100 * look.robust()))));
      Look before = best;
      best = better(look);
      if (best != before) {
        try {
          writer.write(f, folder.resolve("best.onnx"));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    private Look better(Look look) {
      return best == null || look.merit() > best.merit() ? look : best;
    }
  }
}
