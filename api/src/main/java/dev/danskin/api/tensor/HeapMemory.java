package dev.danskin.api.tensor;

/** Every allocation is a fresh array; scopes have nothing to do. */
enum HeapMemory implements Memory, Scope {
  INSTANCE;

  @Override
  public Tensor allocate(DType type, Shape shape) {
    return type == DType.FLOAT32
        ? new FloatTensor(new float[shape.size()], shape, this)
        : new DoubleTensor(new double[shape.size()], shape, this);
  }

  @Override
  public Tensor retain(DType type, Shape shape) {
    return allocate(type, shape);
  }

  @Override
  public Scope scope() {
    return this;
  }

  @Override
  public Tensor keep(Tensor tensor) {
    return tensor;
  }

  @Override
  public void close() {
    // The garbage collector does it.
  }
}
