package dev.danskin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.danskin.api.Dataset;
import dev.danskin.backends.jvm.JvmBackend;
import dev.danskin.models.Network;
import dev.danskin.models.data.DataSources;
import dev.danskin.models.onnx.OnnxNetwork;
import dev.danskin.runtime.Danskin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over HTTP: begins, tells how far it is, stops, keeps what was done, refuses what cannot work. */
class EvaluationServiceTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private Network model;
  private EvaluationService service;

  @BeforeEach
  void start() throws Exception {
    Dataset data = DataSources.open("strokes");
    model = OnnxNetwork.load(ProgramsTest.NETWORKS.resolve("strokes-standard.onnx")).on(new JvmBackend(), data.domain());
    service = new EvaluationService(Danskin.standard(), model, data, 0);
  }

  @AfterEach
  void stop() {
    service.close();
    model.close();
  }

  private HttpResponse<String> send(String method, String rest) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(service.address() + rest))
        .method(method, HttpRequest.BodyPublishers.noBody()).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private String begun(String query) throws Exception {
    HttpResponse<String> response = send("POST", query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return response.body();
  }

  /** Waits until it says what is meant, however slow the machine is. */
  private String until(String id, String pattern) throws Exception {
    String said = send("GET", "/" + id).body();
    while (!said.lines().findFirst().orElse("").matches(pattern)) {
      Thread.sleep(10);
      said = send("GET", "/" + id).body();
    }
    return said;
  }

  @Test
  void itEvaluatesOnRequest() throws Exception {
    String said = until(begun("?threat=linf&eps=0.1&attack=fgsm&examples=20"), "done");
    assertThat(said).contains("clean ", "fgsm, linf 0.1: ", "At most");
  }

  @Test
  void deletedItStopsAndKeepsWhatWasDone() throws Exception {
    String id = begun("?attack=autoattack&examples=5000");
    until(id, "[1-9]\\d* of 5000");
    HttpResponse<String> deleted = send("DELETE", "/" + id);
    assertThat(deleted.body()).matches("(?s)stopped after [1-9]\\d* examples\n.*autoattack.*");
    assertThat(send("GET", "/" + id).body()).isEqualTo(deleted.body());
    assertThat(service.result(id).rows()).isNotEmpty();
  }

  @Test
  void closedItStopsAllAndKeepsTheirResults() throws Exception {
    String first = begun("?attack=autoattack&examples=5000");
    String second = begun("?attack=autoattack&examples=5000");
    until(first, "[1-9]\\d* of 5000");
    service.close();
    assertThat(service.result(first).examples()).isBetween(1, 4999);
    assertThat(service.result(second).examples()).isZero();
  }

  @Test
  void whatCannotWorkIsRefusedAtOnce() throws Exception {
    HttpResponse<String> wrong = send("POST", "?attack=pdg");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("did you mean 'pgd'?");
    assertThat(send("POST", "?eps=much").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/77").statusCode()).isEqualTo(404);
  }
}
