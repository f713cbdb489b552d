package dev.danskin.examples;

import dev.danskin.api.Attack;
import dev.danskin.attacks.LInf;
import dev.danskin.testkit.AttackContract;
import java.util.Map;

// begin attack-test
class CornersTest extends AttackContract {
  @Override
  protected Attack attack(double eps) {
    return new Corners(new LInf(eps), 3);
  }

  @Override
  protected Map<String, String> optOuts() {
    return Map.of("attack14", "a corner of a larger set lies beyond the mistake");
  }
}
// end attack-test
