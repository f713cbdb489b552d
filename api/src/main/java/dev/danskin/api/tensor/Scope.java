package dev.danskin.api.tensor;

/**
 * A step of a computation: tensors allocated while it is open are released when it closes, unless kept. Scopes close in
 * the reverse order of their opening; otherwise {@link IllegalStateException}.
 */
public interface Scope extends AutoCloseable {
  /** Exempts {@code tensor} from release at the close of this scope: it then belongs to the enclosing one. */
  Tensor keep(Tensor tensor);

  @Override
  void close();
}
