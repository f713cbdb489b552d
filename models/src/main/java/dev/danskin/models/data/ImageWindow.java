package dev.danskin.models.data;

import dev.danskin.api.Batch;
import dev.danskin.api.DataDescription;
import dev.danskin.api.Dataset;
import dev.danskin.api.Default;
import dev.danskin.api.Domain;
import java.util.Arrays;
import java.util.List;

/**
 * Images [C, H, W] of which an adversary may change a window only, in all channels.
 *
 * @param top its first row, ≥ 0
 * @param left its first column, ≥ 0
 * @param height rows, ≥ 1
 * @param width columns, ≥ 1
 */
public record ImageWindow(@Default("0") int top, @Default("0") int left, int height, int width) implements DataDescription {
  public ImageWindow {
    if (top < 0 || left < 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException("expected a window with top ≥ 0, left ≥ 0, height ≥ 1 and width ≥ 1, found " + top + ", " + left + ", "
          + height + " and " + width);
    }
  }

  @Override
  public Described open(String source) {
    Dataset data = DataSources.open(source);
    return new Described(new Windowed(data, data.domain().masked(mask(source, data.inputShape()))), this, List.of());
  }

  private boolean[] mask(String source, int[] shape) {
    if (shape.length != 3) {
      throw new IllegalArgumentException("data '" + source + "': expected images for a window, found inputs of " + shape.length
          + " axes; describe a table with 'table'");
    }
    if ((long) top + height > shape[1] || (long) left + width > shape[2]) {
      throw new IllegalArgumentException("data '" + source + "': expected a window inside images of " + shape[1] + " rows and " + shape[2]
          + " columns, found rows " + top + " to " + ((long) top + height - 1) + " and columns " + left + " to " + ((long) left + width - 1));
    }
    boolean[] mask = new boolean[shape[0] * shape[1] * shape[2]];
    for (int c = 0; c < shape[0]; c++) {
      for (int r = top; r < top + height; r++) {
        int from = (c * shape[1] + r) * shape[2] + left;
        Arrays.fill(mask, from, from + width, true);
      }
    }
    return mask;
  }

  private record Windowed(Dataset data, Domain domain) implements Dataset {
    @Override
    public String source() {
      return data.source();
    }

    @Override
    public String digest() {
      return data.digest();
    }

    @Override
    public int size() {
      return data.size();
    }

    @Override
    public int[] inputShape() {
      return data.inputShape();
    }

    @Override
    public List<String> classes() {
      return data.classes();
    }

    @Override
    public Batch batch(long... ids) {
      return data.batch(ids);
    }
  }
}
