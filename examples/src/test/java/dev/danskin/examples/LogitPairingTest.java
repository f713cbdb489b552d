package dev.danskin.examples;

import dev.danskin.api.Attack;
import dev.danskin.api.Defense;
import dev.danskin.api.loss.CrossEntropy;
import dev.danskin.attacks.LInf;
import dev.danskin.solvers.Adam;
import dev.danskin.testkit.DefenseContract;

class LogitPairingTest extends DefenseContract {
  @Override
  protected Defense defense() {
    return new LogitPairing(new Adam(1e-2, 12), Attack.of(new LInf(0.05), new CrossEntropy(), new Rprop(0.02, 4)), 0.5, 64);
  }
}
