package dev.danskin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.models.graph.Graph;
import org.junit.jupiter.api.Test;

class NetworksTest {
  @Test
  void required_networks01_madryMnistHasThePublishedParameters() {
    Graph graph = Networks.of("madry");
    assertThat(graph.parameters().size()).isEqualTo(3_274_634);
    assertThat(graph.shape(graph.output())).containsExactly(10);
    assertThat(Networks.of("small").parameters().size()).isEqualTo(166_406);
  }
}
