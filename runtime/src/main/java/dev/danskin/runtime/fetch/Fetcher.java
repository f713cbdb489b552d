package dev.danskin.runtime.fetch;

import dev.danskin.api.Event;
import dev.danskin.runtime.job.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** Fetches published files from the first mirror that has them whole; a file appears when its digest is right, or not at all. */
public final class Fetcher {
  private static final int REDIRECTS = 5;
  private static final long PERIOD_MILLIS = 50;
  private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
  private final HttpClient client;
  private final Duration patience;
  private final Consumer<Event> listener;
  private final BooleanSupplier stopped;

  /**
   * A fetcher.
   *
   * @param patience how long a server may be silent
   * @param listener is told of progress in bytes, under the name {@code fetching}, and of mirrors that failed
   * @param stopped asked again and again
   */
  public Fetcher(Duration patience, Consumer<Event> listener, BooleanSupplier stopped) {
    // Redirects are followed here and not by the client, which would follow one from https on this machine to http elsewhere.
    this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(patience).build();
    this.patience = patience;
    this.listener = listener;
    this.stopped = stopped;
  }

  /**
   * Fetches one file; on failure {@code file} is as it was, and nothing is beside it.
   *
   * @return the mirror that had it
   * @throws FetchException if none had it, saying why each had not
   * @throws CancellationException if stopped
   * @throws IOException if writing fails
   */
  public URI fetch(RemoteFile remote, Path file) throws IOException {
    List<String> failed = new ArrayList<>();
    for (URI mirror : remote.mirrors()) {
      try {
        AtomicFiles.write(file, out -> receive(mirror, remote, out));
        return mirror;
      } catch (MirrorException e) {
        failed.add(mirror + " " + e.getMessage());
      }
    }
    throw new FetchException(file.getFileName() + ": expected the published file from one of its mirrors, found none that has it ("
        + String.join("; ", failed) + "); try again later, or get the file elsewhere and put it into " + file.toAbsolutePath().getParent());
  }

  private void receive(URI address, RemoteFile remote, OutputStream out) throws IOException {
    HttpResponse<InputStream> response = answer(address);
    try (InputStream body = response.body(); Watch watch = Watch.over(body, patience, stopped)) {
      long announced = response.headers().firstValueAsLong("Content-Length").orElse(remote.size());
      if (announced != remote.size()) {
        throw new MirrorException("announces " + announced + " bytes, expected " + remote.size());
      }
      MessageDigest digest = RemoteFile.digest();
      byte[] buffer = new byte[1 << 16];
      long done = 0;
      for (int n = read(body, buffer, watch, done, remote); n >= 0; n = read(body, buffer, watch, done, remote)) {
        if (done + n > remote.size()) {
          throw new MirrorException("sends more than the expected " + remote.size() + " bytes");
        }
        out.write(buffer, 0, n);
        digest.update(buffer, 0, n);
        progress(done, done + n, remote.size());
        done += n;
      }
      if (done < remote.size()) {
        throw new MirrorException("ended after " + done + " of " + remote.size() + " bytes");
      }
      String found = RemoteFile.hex(digest);
      if (!found.equals(remote.sha256())) {
        throw new MirrorException("has another file: expected SHA-256 " + remote.sha256() + ", found " + found);
      }
    }
  }

  private int read(InputStream body, byte[] buffer, Watch watch, long done, RemoteFile remote) throws MirrorException {
    int n = -1;
    String broken = "";
    try {
      n = body.read(buffer);
    } catch (IOException e) {
      broken = "broke off after " + done + " of " + remote.size() + " bytes";
    }
    if (stopped.getAsBoolean()) {
      throw new CancellationException();
    }
    if (n < 0 && watch.silent()) {
      throw new MirrorException("was silent for " + seconds() + " after " + done + " of " + remote.size() + " bytes");
    }
    if (!broken.isEmpty()) {
      throw new MirrorException(broken);
    }
    watch.heard();
    return n;
  }

  /** A hundred times in all, and at the end. */
  private void progress(long before, long now, long total) {
    if (now * 100 / total > before * 100 / total) {
      listener.accept(new Event.Progress("fetching", now, total));
    }
  }

  private HttpResponse<InputStream> answer(URI address) throws IOException {
    URI at = address;
    for (int i = 0; i <= REDIRECTS; i++) {
      HttpResponse<InputStream> response = ask(at);
      if (response.statusCode() == 200) {
        return response;
      }
      response.body().close();
      if (!MOVED.contains(response.statusCode())) {
        throw new MirrorException("answers with HTTP status " + response.statusCode());
      }
      at = redirected(at, response.headers().firstValue("Location").orElse(""));
    }
    throw new MirrorException("redirects more than " + REDIRECTS + " times");
  }

  /** Never from https to http, not even on this machine; and from http on this machine to nowhere but this machine and https. */
  private static URI redirected(URI from, String location) throws MirrorException {
    try {
      URI to = from.resolve(location);
      if (RemoteFile.permitted(to) && (RemoteFile.local(from) || !RemoteFile.local(to))) {
        return to;
      }
      throw new MirrorException("redirects to " + to + ", which is not https");
    } catch (IllegalArgumentException e) {
      throw new MirrorException("redirects to '" + location + "', which is no address");
    }
  }

  private HttpResponse<InputStream> ask(URI address) throws IOException {
    CompletableFuture<HttpResponse<InputStream>> response =
        client.sendAsync(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
    long asked = System.nanoTime();
    try {
      while (!stopped.getAsBoolean() && System.nanoTime() - asked <= patience.toNanos()) {
        try {
          return response.get(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          continue;
        }
      }
    } catch (ExecutionException e) {
      throw new MirrorException(why(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } finally {
      // Without effect on an answer that is there.
      response.cancel(true);
    }
    if (stopped.getAsBoolean()) {
      throw new CancellationException();
    }
    throw new MirrorException("did not answer within " + seconds());
  }

  private String seconds() {
    return patience.toMillis() / 1000.0 + " s";
  }

  private String why(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof UnresolvedAddressException) {
      return "is not known here: there is no network or no such host";
    }
    if (e instanceof java.net.http.HttpTimeoutException) {
      return "did not answer within " + seconds();
    }
    if (e instanceof SSLException) {
      return "has no connection that can be trusted: " + e.getMessage();
    }
    return e instanceof ConnectException ? "refuses the connection" : "broke off before it answered";
  }
}
