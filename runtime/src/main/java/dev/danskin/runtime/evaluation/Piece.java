package dev.danskin.runtime.evaluation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of an evaluation: some examples under all attacks; one entry of the journal.
 *
 * @param rows all rows of these examples
 * @param adversarial for each row, x ⊕ δ where fooled, else null
 * @param findings what a look at the model brought to light
 */
public record Piece(List<ExampleRow> rows, List<float[]> adversarial, List<Figures.Flag> findings) {
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
      out.writeInt(findings.size());
      for (Figures.Flag f : findings) {
        out.writeUTF(f.id());
        out.writeInt(f.examples());
        out.writeUTF(f.advice());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** @throws IllegalArgumentException if the bytes are none */
  static Piece of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      List<ExampleRow> rows = new ArrayList<>();
      List<float[]> adversarial = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        rows.add(ExampleRow.parse(in.readUTF()).withZeroGradients(in.readLong()));
        adversarial.add(input(in));
      }
      List<Figures.Flag> findings = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        findings.add(new Figures.Flag(in.readUTF(), in.readInt(), in.readUTF()));
      }
      return new Piece(rows, adversarial, findings);
    } catch (IOException e) {
      throw new IllegalArgumentException("journal: expected a whole piece of an evaluation, found one of " + bytes.length
          + " bytes that is damaged; start the job anew in another folder", e);
    }
  }

  private static float[] input(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    if (length > in.available() / Float.BYTES) {
      throw new EOFException();
    }
    float[] x = new float[length];
    for (int j = 0; j < length; j++) {
      x[j] = in.readFloat();
    }
    return x;
  }
}
