package dev.danskin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.ClearSystemProperty;
import org.junit.jupiter.api.util.SetSystemProperty;
import org.opentest4j.TestAbortedException;

/** A failure is made smaller, named, and repeated exactly by its name. */
class PropertyTest {
  private static final Pattern NAME = Pattern.compile("-Ddanskin\\.property\\.seed=([-0-9:]+)\\)");

  /** Holds below a hundred numbers. */
  private static void small(Case random, List<Integer> seen) {
    int n = random.size(1, 1000);
    seen.add(n);
    assertThat(n).as("size").isLessThan(100);
  }

  @Test
  void aLawThatFailsAboveASizeFailsJustAboveIt() {
    List<Integer> seen = new ArrayList<>();
    Throwable failure = catchThrowable(() -> Property.check(50, random -> small(random, seen)));
    assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("shrunk: sizes halved 3 times, values 0 times")
        .hasMessageContaining("size").hasCauseInstanceOf(AssertionError.class);
    assertThat(seen.get(seen.size() - 1)).as("the range is now 1 to 125").isBetween(100, 125);
  }

  @Test
  @ClearSystemProperty(key = "danskin.property.seed")
  void theNamedCaseIsRepeatedExactly() {
    List<Integer> seen = new ArrayList<>();
    Matcher name = NAME.matcher(catchThrowable(() -> Property.check(50, random -> small(random, seen))).getMessage());
    assertThat(name.find()).isTrue();
    System.setProperty("danskin.property.seed", name.group(1));
    List<Integer> again = new ArrayList<>();
    assertThatThrownBy(() -> Property.check(50, random -> small(random, again))).hasMessageContaining(name.group(1));
    assertThat(again).as("once, at the size at which it failed").containsExactly(seen.get(seen.size() - 1));
  }

  @Test
  void magnitudesShrinkWhereSizesDoNotMatter() {
    List<Double> seen = new ArrayList<>();
    assertThatThrownBy(() -> Property.check(5, random -> {
      double a = random.magnitude(64);
      seen.add(a);
      assertThat(a).isLessThan(3);
    })).hasMessageContaining("sizes halved 0 times, values 4 times");
    assertThat(seen.get(seen.size() - 1)).isEqualTo(4);
    assertThat(new Case(1, 0, 3).nextGaussian()).isEqualTo(new Case(1, 0, 0).nextGaussian() / 8);
  }

  @Test
  void aLawThatAsksForNeitherIsNamedAsItIs() {
    assertThatThrownBy(() -> Property.check(5, random -> {
      throw new IllegalStateException("broken");
    })).hasMessageContaining("(at full size)").hasMessageContaining("broken");
  }

  @Test
  void aLawThatHoldsIsCheckedOnEveryCase() {
    AtomicInteger cases = new AtomicInteger();
    assertThatCode(() -> Property.check(17, random -> cases.addAndGet(random.size(1, 1)))).doesNotThrowAnyException();
    assertThat(cases).hasValue(17);
  }

  @Test
  void whatDoesNotFailTwiceIsCalledSo() {
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(() -> Property.check(1, random -> {
      random.size(1, 8);
      assertThat(calls.incrementAndGet()).isNotIn(1, 2);
    })).hasMessageContaining("not deterministic");
  }

  @Test
  void aSkipIsNoFailure() {
    assertThatThrownBy(() -> Property.check(3, random -> Assumptions.abort("not here"))).isInstanceOf(TestAbortedException.class);
  }

  @Test
  @SetSystemProperty(key = "danskin.property.seed", value = "4x")
  void aBadNameIsRefusedInOneSentence() {
    assertThatThrownBy(() -> Property.check(1, random -> {})).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a case SEED or SEED:SIZES:VALUES, such as 42:2:0, found '4x'");
  }
}
