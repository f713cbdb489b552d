package dev.danskin.models.graph;

import dev.danskin.api.Parameters;
import dev.danskin.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network as data: nodes in an order in which every value is defined before it is read, with θ. Value 0 is the input;
 * shapes are those of one instance. Immutable.
 */
public final class Graph {
  private final List<Node> nodes;
  private final List<int[]> shapes;
  private final int output;
  private final Parameters parameters;

  private Graph(List<Node> nodes, List<int[]> shapes, int output, Parameters parameters) {
    this.nodes = List.copyOf(nodes);
    this.shapes = List.copyOf(shapes);
    this.output = output;
    this.parameters = parameters;
  }

  /** The nodes, each after those that it reads. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Number of values, the input included. */
  public int values() {
    return shapes.size();
  }

  /** The instance shape of a value, 0 ≤ value &lt; {@link #values()}. */
  public int[] shape(int value) {
    return shapes.get(value).clone();
  }

  /** Elements per instance of a value. */
  public int size(int value) {
    return size(shapes.get(value));
  }

  /** The number of the value that the network returns. */
  public int output() {
    return output;
  }

  /** θ with its named blocks. */
  public Parameters parameters() {
    return parameters;
  }

  /** The shape of one parameter block. */
  public int[] parameterShape(int block) {
    return parameters.blocks().get(block).shape().stream().mapToInt(Integer::intValue).toArray();
  }

  /** The instance shape of the input. */
  public int[] inputShape() {
    return shape(0);
  }

  /**
   * The same network with other parameters, θ [1, p].
   *
   * @throws IllegalArgumentException if θ has another shape
   */
  public Graph with(Tensor theta) {
    if (theta.rowSize() != parameters.size() || theta.rows() != 1) {
      throw new IllegalArgumentException("expected θ of shape [1, " + parameters.size() + "], found " + theta.shape());
    }
    return new Graph(nodes, shapes, output, new Parameters(theta, parameters.blocks()));
  }

  /** The network while θ is trained: every operator replaced by its {@link Operator#training()}; itself if none differs. */
  public Graph training() {
    List<Node> trained = nodes.stream()
        .map(n -> new Node(n.name(), n.operator().training(), n.inputs(), n.parameters(), n.output())).toList();
    return trained.equals(nodes) ? this : new Graph(trained, shapes, output, parameters);
  }

  /** Whether an instance's output depends on the other instances of its batch. */
  public boolean mixesInstances() {
    return nodes.stream().anyMatch(n -> n.operator().mixesInstances());
  }

  /**
   * Elements of one instance of the given shape, which has no instance axis.
   *
   * @throws ArithmeticException if there are more than 2³¹ − 1
   */
  public static int size(int[] shape) {
    int n = 1;
    for (int e : shape) {
      n = Math.multiplyExact(n, e);
    }
    return n;
  }

  /** Starts a network whose input has the given instance shape. */
  public static Builder of(int... inputShape) {
    return new Builder(inputShape);
  }

  /** Adds nodes one by one; every shape is checked as it is added. */
  public static final class Builder {
    private final List<Node> nodes = new ArrayList<>();
    private final List<int[]> shapes = new ArrayList<>();
    private final List<Parameters.Block> blocks = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();
    private int size;

    private Builder(int[] inputShape) {
      shapes.add(inputShape.clone());
    }

    /** The number of the input value. */
    public int input() {
      return 0;
    }

    /** The instance shape of a value defined so far. */
    public int[] shape(int value) {
      return shapes.get(value).clone();
    }

    /** The values of a parameter block added so far. */
    public float[] parameter(int block) {
      return values.get(block).clone();
    }

    /**
     * Adds a block of θ; returns its index.
     *
     * @param name how people know it, such as {@code conv1.weight}
     * @param value the initial numbers in C order, copied
     * @throws IllegalArgumentException unless there are as many numbers as the shape has elements
     */
    public int parameter(String name, int[] shape, float[] value) {
      if (Graph.size(shape) != value.length) {
        throw new IllegalArgumentException("parameter '" + name + "': expected " + Graph.size(shape) + " numbers for shape "
            + Arrays.toString(shape) + ", found " + value.length);
      }
      blocks.add(new Parameters.Block(name, Arrays.stream(shape).boxed().toList(), size));
      values.add(value.clone());
      size = Math.addExact(size, value.length);
      return blocks.size() - 1;
    }

    /**
     * Adds a node; returns the number of its value.
     *
     * @param inputs the numbers of the values it reads
     * @param parameters the indices of the blocks of θ it reads
     * @throws IllegalArgumentException naming operator and node if its inputs do not fit
     */
    public int add(String name, Operator operator, List<Integer> inputs, Integer... parameters) {
      List<int[]> in = inputs.stream().map(shapes::get).toList();
      List<int[]> blockShapes = Arrays.stream(parameters)
          .map(p -> blocks.get(p).shape().stream().mapToInt(Integer::intValue).toArray()).toList();
      int[] shape;
      try {
        shape = operator.shape(in, blockShapes);
        Graph.size(shape);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(operator.type() + " '" + name + "': expected at most 2^31 - 1 numbers in a value, found more", e);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(operator.type() + " '" + name + "': " + e.getMessage(), e);
      }
      operator.untrained().stream().filter(i -> i < parameters.length)
          .forEach(i -> blocks.set(parameters[i], blocks.get(parameters[i]).untrained()));
      shapes.add(shape);
      nodes.add(new Node(name, operator, inputs, List.of(parameters), shapes.size() - 1));
      return shapes.size() - 1;
    }

    /** Adds a node that reads one value. */
    public int add(String name, Operator operator, int input, Integer... parameters) {
      return add(name, operator, List.of(input), parameters);
    }

    /** The network that returns {@code output}; nodes it does not need are dropped. */
    public Graph build(int output) {
      float[] theta = new float[size];
      for (int b = 0; b < values.size(); b++) {
        System.arraycopy(values.get(b), 0, theta, blocks.get(b).offset(), values.get(b).length);
      }
      boolean[] needed = new boolean[shapes.size()];
      needed[output] = true;
      List<Node> kept = new ArrayList<>();
      for (int i = nodes.size() - 1; i >= 0; i--) {
        Node node = nodes.get(i);
        if (needed[node.output()]) {
          node.inputs().forEach(v -> needed[v] = true);
          kept.add(0, node);
        }
      }
      return new Graph(kept, shapes, output, new Parameters(Tensor.of(theta, 1, size), blocks));
    }
  }
}
