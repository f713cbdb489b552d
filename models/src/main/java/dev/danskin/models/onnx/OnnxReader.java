package dev.danskin.models.onnx;

import dev.danskin.models.graph.Unsupported;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads ONNX files (operator sets 7 to 25) into operator graphs. The wire format is read by hand, within bounds: a
 * damaged or hostile file ends in one sentence.
 */
public final class OnnxReader {
  private static final long OLDEST = 7;
  private static final long NEWEST = 25;
  private static final long MOST_BYTES = Integer.MAX_VALUE - 16;
  private static final int LONGEST_MESSAGE = 2000;

  private OnnxReader() {}

  /** The ONNX operators that are read; docs/operators.md says in which forms. */
  public static Set<String> operators() {
    return Attributes.operators();
  }

  /**
   * Reads a file.
   *
   * @throws Unsupported naming node, operator and operator set if something is not offered
   * @throws IllegalArgumentException naming the file if there is none or it is no network that can be read
   * @throws IOException if reading fails
   */
  public static OnnxNetwork read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": expected an ONNX file, found "
          + (Files.isDirectory(file) ? "a folder" : "nothing") + "; check the path");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException(file + ": expected at most 2 GiB, which is what ONNX files can have, found "
          + Files.size(file) + " bytes; choose another file");
    }
    return read(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads the bytes of a file.
   *
   * @param name what to call it in messages
   * @throws Unsupported naming node, operator and operator set if something is not offered
   * @throws IllegalArgumentException if the bytes are no network that can be read
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
      throw new Unsupported(sentence(name, e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(sentence(name, e.getMessage()), e);
    } catch (ArithmeticException | IndexOutOfBoundsException | NegativeArraySizeException | NullPointerException e) {
      throw new IllegalArgumentException(sentence(name, "expected an ONNX model, found one whose parts do not fit together; export it again"), e);
    }
  }

  /** Names in a file may hold anything; a message is one line of bearable length. */
  private static String sentence(String name, String message) {
    String line = (name + ": " + message).replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
  }
}
