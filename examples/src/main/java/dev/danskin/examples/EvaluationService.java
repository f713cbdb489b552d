package dev.danskin.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.danskin.api.Dataset;
import dev.danskin.api.Decides;
import dev.danskin.api.Event;
import dev.danskin.runtime.Danskin;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.evaluation.EvaluationPlan;
import dev.danskin.runtime.evaluation.EvaluationResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that evaluates one model on request: {@code POST /evaluations?threat=linf&eps=0.1&attack=pgd&examples=50} begins,
 * {@code GET /evaluations/1} says how far it is or what it found, {@code DELETE} stops it and answers with what was done.
 */
public final class EvaluationService implements AutoCloseable {
  private static final String PATH = "/evaluations";
  private final EvaluationPlan plan;
  private final HttpServer server;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  // begin service
  /** An evaluation under way: told of its progress, asked whether to go on. */
  private static final class Job {
    private final CompletableFuture<EvaluationResult> result;
    private volatile boolean cancelled;
    private volatile String progress = "waiting";

    Job(EvaluationPlan plan, ExecutorService worker) {
      result = CompletableFuture.supplyAsync(plan.cancelledBy(() -> cancelled).telling(this::tell)::run, worker);
    }

    private void tell(Event event) {
      if (event instanceof Event.Progress p) {
        progress = p.done() + " of " + p.total();
      }
    }

    /** What was done until now is the result. */
    EvaluationResult stop() {
      cancelled = true;
      return result.join();
    }
  }
  // end service

  /**
   * Starts.
   *
   * @param port 0 for any that is free
   */
  public EvaluationService(Danskin danskin, Decides model, Dataset data, int port) throws IOException {
    plan = danskin.evaluate(model).on(data);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(PATH, this::answer);
    server.start();
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getAddress().getPort() + PATH);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestURI().getPath().substring(PATH.length()).replace("/", "");
    try {
      if (exchange.getRequestMethod().equals("POST")) {
        send(exchange, 202, begin(query(exchange.getRequestURI())));
      } else if (!jobs.containsKey(id)) {
        send(exchange, 404, "no evaluation '" + id + "'");
      } else if (exchange.getRequestMethod().equals("DELETE")) {
        send(exchange, 200, said(jobs.get(id).stop()));
      } else {
        Job job = jobs.get(id);
        send(exchange, 200, job.result.isDone() ? said(job.result.join()) : job.progress);
      }
    } catch (RequestException | IllegalArgumentException e) {
      send(exchange, 400, e.getMessage());
    }
  }

  /** Looks at the request first: what cannot work is refused at once. */
  private String begin(Map<String, String> query) {
    EvaluationPlan asked = plan.against(query.getOrDefault("threat", "linf"), Double.parseDouble(query.getOrDefault("eps", "0.1")))
        .with(query.getOrDefault("attack", "pgd")).examples(Integer.parseInt(query.getOrDefault("examples", "100"))).batch(8);
    asked.request();
    String id = Integer.toString(last.incrementAndGet());
    jobs.put(id, new Job(asked, worker));
    return id;
  }

  private static String said(EvaluationResult found) {
    return (found.complete() ? "done\n" : "stopped after " + found.examples() + " examples\n") + found;
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    for (String part : uri.getQuery() == null ? new String[0] : uri.getQuery().split("&")) {
      query.put(part.substring(0, Math.max(0, part.indexOf('='))), part.substring(part.indexOf('=') + 1));
    }
    return query;
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** What an evaluation found, when it has ended: all of it, or what was done until it was stopped. */
  public EvaluationResult result(String id) {
    return jobs.get(id).result.join();
  }

  /** Stops all evaluations and waits for them; their results are kept. */
  @Override
  public void close() {
    server.stop(0);
    jobs.values().forEach(job -> job.cancelled = true);
    jobs.values().forEach(job -> job.result.handle((found, failure) -> found).join());
    worker.shutdown();
  }
}
