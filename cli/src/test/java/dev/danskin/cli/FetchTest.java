package dev.danskin.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.danskin.api.Labels;
import dev.danskin.models.data.DataSources;
import dev.danskin.models.data.PublishedData;
import dev.danskin.runtime.fetch.FetchException;
import dev.danskin.runtime.fetch.RemoteFile;
import dev.danskin.runtime.fetch.TarGz;
import dev.danskin.runtime.job.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code data fetch} against a server on this machine: a file is there whole and checked, or there is none and one sentence says why. */
class FetchTest {
  private static final byte[] FILE = bytes(200_000, 1);
  private static final List<String> BATCHES =
      List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin");

  @TempDir
  Path folder;

  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    path("/good/", e -> send(e, FILE));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void path(String path, HttpHandler handler) {
    server.createContext(path, e -> {
      asked.incrementAndGet();
      try (e) {
        handler.handle(e);
      }
    });
  }

  private static void send(HttpExchange e, byte[] body) throws IOException {
    e.sendResponseHeaders(200, body.length);
    e.getResponseBody().write(body);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private PublishedData one(URI... mirrors) {
    return new PublishedData("one", "mnist", List.of(mirrors), List.of(new PublishedData.File("file.gz", FILE.length, Sha256.of(FILE))));
  }

  private static Command fetch(PublishedData data, Path out, String... more) {
    Stream<String> common = Stream.of(data.name(), "--out", out.toString(), "--timeout", "0.5");
    String[] args = Stream.concat(common, Stream.of(more)).toArray(String[]::new);
    return Command.run(() -> new CommandLine(new FetchCommand(List.of(data))).setExecutionExceptionHandler(new Failures()), args);
  }

  private Command fails(PublishedData data, String... sentence) {
    Path out = folder.resolve("deep/out");
    Command c = fetch(data, out);
    assertThat(c.status()).as(c.err() + c.out()).isEqualTo(1);
    assertThat(c.err()).contains(sentence).startsWith("danskin: ").doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(c.err().strip().lines()).hasSize(1);
    assertThat(c.out()).isEmpty();
    assertThat(folder.resolve("deep")).as("nothing is left behind").doesNotExist();
    return c;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsFetchedOnceAndReplacedWhereItIsNotThePublishedOne() throws IOException {
    Command c = fetch(one(at("/good/")), folder.resolve("out"));
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.out()).contains("fetched: use --data mnist:" + folder.resolve("out"));
    assertThat(names(folder.resolve("out"))).containsExactly("file.gz");
    assertThat(Files.readAllBytes(folder.resolve("out/file.gz"))).isEqualTo(FILE);
    assertThat(asked).hasValue(1);

    assertThat(fetch(one(at("/good/")), folder.resolve("out")).err()).contains("file.gz: is there already");
    assertThat(asked).hasValue(1);

    Files.write(folder.resolve("out/file.gz"), bytes(FILE.length, 2));
    assertThat(fetch(one(at("/good/")), folder.resolve("out")).err()).contains("in the place of a file that was not the published one");
    assertThat(Files.readAllBytes(folder.resolve("out/file.gz"))).isEqualTo(FILE);
  }

  @Test
  void aMirrorThatFailsIsFollowedByTheNext() throws IOException {
    path("/wrong/", e -> send(e, bytes(FILE.length, 2)));
    Command c = fetch(one(at("/missing/"), at("/wrong/"), at("/good/")), folder.resolve("out"));
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.err()).contains("from " + at("/good/"));
    assertThat(Files.readAllBytes(folder.resolve("out/file.gz"))).isEqualTo(FILE);
  }

  @Test
  void theMirrorOfTheUserIsAskedFirst() {
    Command c = fetch(one(URI.create("https://nowhere.invalid/")), folder.resolve("out"), "--mirror", at("/good").toString());
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.err()).contains("from " + at("/good/"));
  }

  @Test
  void everyMirrorThatFailedIsTold() {
    path("/wrong/", e -> send(e, bytes(FILE.length, 2)));
    path("/500/", e -> e.sendResponseHeaders(500, -1));
    fails(one(at("/missing/"), at("/500/"), at("/wrong/")), at("/missing/file.gz") + " answers with HTTP status 404",
        at("/500/file.gz") + " answers with HTTP status 500",
        "expected SHA-256 " + Sha256.of(FILE) + ", found " + Sha256.of(bytes(FILE.length, 2)),
        "get the file elsewhere and put it into " + folder.resolve("deep/out"));
  }

  @Test
  void anotherLengthIsRefused() {
    path("/short/", e -> send(e, Arrays.copyOf(FILE, 1000)));
    path("/long/", e -> send(e, Arrays.copyOf(FILE, FILE.length + 1)));
    path("/chunked-short/", e -> chunked(e, Arrays.copyOf(FILE, 1000)));
    path("/chunked-long/", e -> chunked(e, Arrays.copyOf(FILE, FILE.length + 1)));
    fails(one(at("/short/"), at("/long/"), at("/chunked-short/"), at("/chunked-long/")), "announces 1000 bytes, expected 200000",
        "announces 200001 bytes, expected 200000", "ended after 1000 of 200000 bytes", "sends more than the expected 200000 bytes");
  }

  private static void chunked(HttpExchange e, byte[] body) throws IOException {
    e.sendResponseHeaders(200, 0);
    e.getResponseBody().write(body);
  }

  /** A server that answers with {@code head}, then with the first bytes of the file, then does as {@code then} says. */
  private URI raw(String head, int body, Ending then) throws IOException {
    ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    threads.submit(() -> {
      try (listening; Socket socket = listening.accept()) {
        InputStream in = socket.getInputStream();
        for (String line = "-"; !line.isEmpty();) {
          ByteArrayOutputStream read = new ByteArrayOutputStream();
          for (int c = in.read(); c != '\n'; c = in.read()) {
            read.write(c);
          }
          line = read.toString(US_ASCII).strip();
        }
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(US_ASCII));
        out.write(FILE, 0, body);
        out.flush();
        then.end(socket);
      }
      return null;
    });
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
  }

  private interface Ending {
    void end(Socket socket) throws IOException, InterruptedException;
  }

  @Test
  void aConnectionThatBreaksOffLeavesNothing() throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + FILE.length + "\r\n\r\n";
    String bare = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    fails(one(raw(head, 1000, Socket::close)), "broke off after ", " of 200000 bytes");
    // A reset may overtake the bytes sent before it, the head of the answer too.
    fails(one(raw(head, 1000, s -> s.setSoLinger(true, 0))), "broke off ");
    fails(one(raw(bare, 1000, Socket::close)), "ended after 1000 of 200000 bytes");
    fails(one(raw("HTTP/1.1 2", 0, Socket::close)), "broke off before it answered");
    fails(one(raw("nonsense\r\n\r\n", 0, Socket::close)), "broke off before it answered");
  }

  @Test
  void aSilentServerIsNotWaitedFor() throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + FILE.length + "\r\n\r\n";
    long begun = System.nanoTime();
    fails(one(raw("", 0, s -> Thread.sleep(20_000)), raw(head, 1000, s -> Thread.sleep(20_000))), "did not answer within 0.5 s",
        "was silent for 0.5 s after 1000 of 200000 bytes");
    assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
  }

  @Test
  void withoutANetworkOneSentenceSaysSo() throws IOException {
    URI closed;
    try (ServerSocket unused = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      closed = URI.create("http://127.0.0.1:" + unused.getLocalPort() + "/");
    }
    fails(one(closed), closed + "file.gz refuses the connection");
    fails(one(URI.create("https://nowhere.invalid/")), "https://nowhere.invalid/file.gz ", "get the file elsewhere");
  }

  @Test
  void redirectsLeadToSafePlacesOnly() {
    path("/moved/", e -> moved(e, "/good/file.gz"));
    path("/plain/", e -> moved(e, "http://example.com/file.gz"));
    path("/file/", e -> moved(e, "file:///etc/hostname"));
    path("/odd/", e -> moved(e, "http://[odd"));
    path("/round/", e -> moved(e, "/round/file.gz"));
    assertThat(fetch(one(at("/moved/")), folder.resolve("out")).status()).isZero();
    fails(one(at("/plain/"), at("/file/"), at("/odd/"), at("/round/")), "redirects to http://example.com/file.gz, which is not https",
        "redirects to file:///etc/hostname, which is not https", "redirects to 'http://[odd', which is no address",
        "redirects more than 5 times");
  }

  private static void moved(HttpExchange e, String to) throws IOException {
    e.getResponseHeaders().add("Location", to);
    e.sendResponseHeaders(302, -1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com/", "ftp://127.0.0.1/", "file:///tmp/", "nonsense", "http://127.0.0.1.example.com/",
      "http://[", "https:/x"})
  void aMirrorThatIsNotSafeIsRefused(String mirror) {
    Command c = fetch(one(at("/good/")), folder.resolve("out"), "--mirror", mirror);
    assertThat(c.status()).isEqualTo(2);
    assertThat(c.err()).startsWith("danskin: --mirror: expected an address that begins with https://").doesNotContain("\tat ");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      mnits             | expected mnist, fashion-mnist, cifar10, found 'mnits'; did you mean 'mnist'
      mnist --timeout 0 | --timeout: expected a number of seconds above 0
      mnist --out @     | expected a folder, found a file
      """)
  void wrongRequestsAreRefused(String options, String sentence) throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    Command c = Command.run(("data fetch " + options.replace("@", file.toString())).split(" "));
    assertThat(c.status()).as(c.err()).isEqualTo(2);
    assertThat(c.err()).contains(sentence).startsWith("danskin: ").doesNotContain("\tat ");
  }

  @Test
  void aStoppedFetchLeavesNothing() throws Exception {
    Path out = folder.resolve("stopped");
    URI slow = raw("HTTP/1.1 200 OK\r\nContent-Length: 1648877\r\n\r\n", 100_000, s -> Thread.sleep(60_000));
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "dev.danskin.cli.Main", "data", "fetch",
        "mnist", "--out", out.toString(), "--mirror", slow.toString()).redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile()).start();
    for (int i = 0; i < 2000 && process.isAlive() && (!Files.exists(out) || names(out).isEmpty()); i++) {
      Thread.sleep(10);
    }
    process.destroy();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("log"))).isEqualTo(3);
    assertThat(Files.readString(folder.resolve("log"))).contains("danskin: stopped;").doesNotContain("\tat ");
    assertThat(out).doesNotExist();
  }

  private static byte[] gzip(byte[] b) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(b);
    }
    return bytes.toByteArray();
  }

  /** A tar header and its file, filled up. */
  private static byte[] entry(String name, char type, long size, byte[] content) {
    ByteBuffer header = ByteBuffer.allocate(512 + (content.length + 511) / 512 * 512);
    header.put(0, name.getBytes(US_ASCII)).put(100, "0000644\0".getBytes(US_ASCII))
        .put(124, String.format("%011o", size).getBytes(US_ASCII))
        .put(148, "        ".getBytes(US_ASCII)).put(156, (byte) type).put(257, "ustar\00000".getBytes(US_ASCII)).put(512, content);
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += header.get(i) & 0xFF;
    }
    return header.put(148, String.format("%06o\0", sum).getBytes(US_ASCII)).array();
  }

  private static byte[] joined(List<byte[]> parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  private static byte[] batch(int k) {
    byte[] batch = bytes(3 * 3073, k);
    for (int i = 0; i < 3; i++) {
      batch[3073 * i] = (byte) k;
    }
    return batch;
  }

  /** CIFAR-10 in small, with a page beside the data as the real one has. */
  private static byte[] cifar() throws IOException {
    byte[] tar = entry("cifar-10-batches-bin/", '5', 0, new byte[0]);
    byte[] page = entry("cifar-10-batches-bin/readme.html", '0', 88, bytes(88, 9));
    List<byte[]> parts = new ArrayList<>(List.of(tar, page));
    for (int k = 0; k < BATCHES.size(); k++) {
      parts.add(entry("cifar-10-batches-bin/" + BATCHES.get(k), k % 2 == 0 ? '0' : '\0', 3 * 3073, batch(k)));
    }
    parts.add(new byte[1024]);
    return gzip(joined(parts));
  }

  @Test
  void anArchiveIsUnpackedAndReadByItsFolder() throws IOException {
    byte[] archive = cifar();
    path("/cifar/", e -> send(e, archive));
    PublishedData data = new PublishedData("small", "cifar10", List.of(at("/cifar/")), List.of(new PublishedData.File("small.tar.gz",
        archive.length, Sha256.of(archive), BATCHES.stream().map(b -> new PublishedData.Member(b, 3 * 3073)).toList())));
    Path out = folder.resolve("out");
    Command c = fetch(data, out);
    assertThat(c.status()).as(c.err()).isZero();
    assertThat(c.out()).contains("fetched: use --data cifar10:" + out);
    assertThat(names(out)).containsExactlyElementsOf(Stream.concat(BATCHES.stream(), Stream.of("small.tar.gz")).sorted().toList());
    assertThat(Files.readAllBytes(out.resolve("data_batch_2.bin"))).isEqualTo(batch(1));
    assertThat(classes("cifar10:" + out, 0, 2)).containsExactly(5, 5);
    assertThat(classes("cifar10:" + out.resolve("data_batch_4.bin"), 0, 2)).containsExactly(3, 3);
    assertThat(classes("cifar10-train:" + out, 0, 3, 6, 9, 12, 14)).containsExactly(0, 1, 2, 3, 4, 4);
    assertThat(DataSources.open("cifar10-train:" + out).size()).isEqualTo(15);

    Files.delete(out.resolve("data_batch_2.bin"));
    assertThat(fetch(data, out).status()).isZero();
    assertThat(Files.readAllBytes(out.resolve("data_batch_2.bin"))).isEqualTo(batch(1));
    assertThat(asked).as("the archive is not fetched again").hasValue(1);
  }

  private static int[] classes(String source, long... ids) {
    return ((Labels.Classes) DataSources.open(source).batch(ids).y()).classes();
  }

  private void refused(String sentence, byte[]... entries) throws IOException {
    Path archive = Files.write(folder.resolve("hostile.tar.gz"), gzip(joined(List.of(entries))));
    Path out = Files.createDirectories(folder.resolve("into/out"));
    assertThat(catchThrowable(() -> TarGz.unpack(archive, Map.of("a", 5L, "b", 5L), out)))
        .isInstanceOf(FetchException.class).hasMessageContaining(sentence).hasMessageStartingWith(archive + ": ");
    assertThat(names(out)).isEmpty();
    assertThat(names(folder.resolve("into"))).containsExactly("out");
  }

  @Test
  void hostileArchivesAreRefusedBeforeAnythingIsUnpacked() throws IOException {
    byte[] a = entry("d/a", '0', 5, bytes(5, 1));
    byte[] b = entry("d/b", '0', 5, bytes(5, 2));
    byte[] end = new byte[1024];
    refused("found '../b'", a, entry("../b", '0', 5, bytes(5, 2)), end);
    refused("found 'x/../../b'", a, entry("x/../../b", '0', 5, bytes(5, 2)), end);
    refused("found '/tmp/b'", a, entry("/tmp/b", '0', 5, bytes(5, 2)), end);
    refused("found '..\\b'", a, entry("..\\b", '0', 5, bytes(5, 2)), end);
    refused("the entry 'b' of type '2'", a, entry("b", '2', 0, new byte[0]), end);
    refused("the entry 'b' of type '1'", a, entry("b", '1', 0, new byte[0]), end);
    refused("found more at 'd/b'", a, entry("d/b", '0', (1L << 33) - 1, bytes(5, 2)), end);
    refused("found more at 'c'", a, b, entry("c", '0', 1L << 25, new byte[0]), end);
    refused("once, of 5 bytes, found 6 bytes", a, entry("d/b", '0', 6, bytes(6, 2)), end);
    refused("or a second one", a, a, b, end);
    refused("expected to find b in it", a, end);
    refused("cut short or damaged", a, Arrays.copyOf(b, 514));
    refused("expected a tar header", a, bytes(1024, 3));
    Files.write(folder.resolve("hostile.tar.gz"), new byte[] {1, 2, 3});
    assertThat(catchThrowable(() -> TarGz.unpack(folder.resolve("hostile.tar.gz"), Map.of(), folder)))
        .isInstanceOf(FetchException.class).hasMessageContaining("cut short or damaged");
  }

  @Test
  void theCatalogueIsSound() {
    for (PublishedData data : PublishedData.all()) {
      assertThat(data.mirrors()).as(data.name()).isNotEmpty()
          .allMatch(m -> m.getScheme().equals("https") && m.toString().endsWith("/") && RemoteFile.permitted(m));
      assertThat(data.files()).allMatch(f -> f.sha256().matches("[0-9a-f]{64}") && f.size() > 0);
      assertThat(DataSources.kinds()).containsKeys(data.name(), data.name() + "-train", data.kind() + ":FOLDER",
          data.kind() + "-train:FOLDER");
    }
  }

  /** The real catalogue against the real files, where they are at hand. */
  @ParameterizedTest
  @ValueSource(strings = {"mnist", "fashion-mnist"})
  void fetchedDataOpenByTheirName(String name) throws IOException {
    Path real = Shared.file("data/" + name);
    path("/real/", e -> send(e, Files.readAllBytes(real.resolve(Path.of(e.getRequestURI().getPath()).getFileName()))));
    String before = System.getProperty("danskin.home");
    System.setProperty("danskin.home", folder.toString());
    try {
      Command c = Command.run("model", "predict", "strokes-standard", "--data", name, "--out", folder.resolve("x").toString());
      assertThat(c.status()).isEqualTo(2);
      assertThat(c.err()).contains("fetch it first: danskin data fetch " + name);
      c = Command.run("data", "fetch", name, "--mirror", at("/real/").toString());
      assertThat(c.status()).as(c.err()).isZero();
      assertThat(c.out()).contains("in short --data " + name);
      assertThat(DataSources.open(name).size()).isEqualTo(10_000);
      assertThat(DataSources.open(name + "-train").size()).isEqualTo(60_000);
    } finally {
      if (before == null) {
        System.clearProperty("danskin.home");
      } else {
        System.setProperty("danskin.home", before);
      }
    }
  }
}
