package dev.danskin.examples;

import dev.danskin.api.Attack;
import dev.danskin.attacks.LInf;
import dev.danskin.testkit.AttackContract;

// begin attack-test
class CornersTest extends AttackContract {
  @Override
  protected Attack attack(double eps) {
    return new Corners(new LInf(eps), 20);
  }
}
// end attack-test
