package dev.danskin.testkit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A numbered law of a contract. It is a test method whose name says all: {@code required_solver04_reportsTheValueItReturns}.
 *
 * @param category {@code required} of every component; {@code optional}, where a component may declare that it does not apply;
 *     {@code stochastic}, the same for a law that a few chance exceptions do not break
 * @param id kind and number, such as {@code solver04}
 * @param what what holds
 */
public record Law(String category, String id, String what) {
  private static final Pattern NAME = Pattern.compile("(required|optional|stochastic)_([a-z]+\\d\\d)_(\\w+)");

  /** Whether a component may declare that the law does not apply to it. */
  public boolean mayBeDeclined() {
    return !category.equals("required");
  }

  /** The law that a test method states; empty if it states none. */
  public static Optional<Law> of(Method method) {
    Matcher name = NAME.matcher(method.getName());
    boolean law = name.matches() && method.isAnnotationPresent(Test.class);
    return law ? Optional.of(new Law(name.group(1), name.group(2), name.group(3))) : Optional.empty();
  }

  /** The laws of a contract and of what it extends, by number. */
  public static List<Law> of(Class<?> contract) {
    List<Law> laws = new ArrayList<>();
    for (Class<?> c = contract; c != null; c = c.getSuperclass()) {
      for (Method m : c.getDeclaredMethods()) {
        of(m).ifPresent(laws::add);
      }
    }
    laws.sort(Comparator.comparing(Law::id));
    return laws;
  }

  /** What holds, in words: {@code reports the value it returns}. */
  public String words() {
    return what.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replaceAll("([A-Z])(?=[A-Z][a-z])", "$1 ").toLowerCase(java.util.Locale.ROOT)
        .replaceAll("\\bna n\\b", "NaN");
  }
}
