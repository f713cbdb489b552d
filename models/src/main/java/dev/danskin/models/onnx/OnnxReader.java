package dev.danskin.models.onnx;

import dev.danskin.models.graph.Unsupported;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads ONNX files (operator sets 7 to 22) into operator graphs. The wire format is read by hand, within bounds: a
 * damaged or hostile file ends in one sentence.
 */
public final class OnnxReader {
  private static final long OLDEST = 7;
  private static final long NEWEST = 22;

  private OnnxReader() {}

  /**
   * Reads a file.
   *
   * @throws Unsupported naming node, operator and operator set if something is not offered
   * @throws IllegalArgumentException naming the file if it is no network that can be read
   */
  public static OnnxNetwork read(Path file) throws IOException {
    return read(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads the bytes of a file.
   *
   * @param name what to call it in messages
   */
  public static OnnxNetwork read(byte[] bytes, String name) {
    try {
      OnnxModel model = OnnxModel.read(ByteBuffer.wrap(bytes));
      if (model.opset() < OLDEST || model.opset() > NEWEST) {
        throw new Unsupported("expected operator set " + OLDEST + " to " + NEWEST + ", found " + model.opset()
            + "; convert the model with ONNX's version converter");
      }
      return new Importer(model).network();
    } catch (Unsupported e) {
      throw new Unsupported(name + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    } catch (ArithmeticException | IndexOutOfBoundsException | NullPointerException e) {
      throw new IllegalArgumentException(name + ": expected an ONNX model, found one whose parts do not fit together ("
          + e.getMessage() + "); export it again", e);
    }
  }
}
