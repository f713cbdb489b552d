package dev.danskin.runtime.evaluation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of an evaluation: some examples under all attacks; one entry of the journal.
 *
 * @param rows all rows of these examples
 * @param adversarial for each row, x ⊕ δ where fooled, else null
 */
public record Piece(List<ExampleRow> rows, List<float[]> adversarial) {
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(rows.size());
      for (int i = 0; i < rows.size(); i++) {
        out.writeUTF(rows.get(i).csv());
        out.writeLong(rows.get(i).zeroGradients());
        float[] x = adversarial.get(i);
        out.writeInt(x == null ? -1 : x.length);
        for (int j = 0; x != null && j < x.length; j++) {
          out.writeFloat(x[j]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Piece of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int n = in.readInt();
      List<ExampleRow> rows = new ArrayList<>();
      List<float[]> adversarial = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        ExampleRow r = ExampleRow.parse(in.readUTF());
        rows.add(new ExampleRow(r.id(), r.label(), r.prediction(), r.attack(), r.eps(), r.status(),
            r.adversarialPrediction(), r.distance(), r.forward(), r.backward(), r.decisions(), in.readLong()));
        int length = in.readInt();
        float[] x = length < 0 ? null : new float[Math.min(length, in.available() / 4)];
        for (int j = 0; x != null && j < x.length; j++) {
          x[j] = in.readFloat();
        }
        adversarial.add(x);
      }
      return new Piece(rows, adversarial);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
