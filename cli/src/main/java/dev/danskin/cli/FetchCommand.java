package dev.danskin.cli;

import dev.danskin.api.Event;
import dev.danskin.models.data.PublishedData;
import dev.danskin.runtime.config.Nearest;
import dev.danskin.runtime.config.RequestException;
import dev.danskin.runtime.fetch.Fetcher;
import dev.danskin.runtime.fetch.RemoteFile;
import dev.danskin.runtime.fetch.TarGz;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code danskin data fetch}: published files into a folder, each whole and checked or not at all. */
@Command(name = "fetch", sortOptions = false,
    description = "Download a published data set; a file is kept only if its SHA-256 is the published one.")
final class FetchCommand implements Callable<Integer> {
  private final List<PublishedData> catalogue;

  @Parameters(paramLabel = "NAME", description = "mnist (12 MB), fashion-mnist (31 MB) or cifar10 (170 MB).")
  String name;

  @Option(names = "--out", paramLabel = "FOLDER",
      description = "Where the files go; default ~/.danskin/data/NAME, or data/NAME in the folder that DANSKIN_HOME names.")
  Path out;

  @Option(names = "--mirror", paramLabel = "URL",
      description = "An address to ask first; the files' names are put after it. https, or http on this machine.")
  String mirror;

  @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long a server may be silent; default 30.")
  double timeout = 30;

  @Option(names = "--quiet", description = "No progress.")
  boolean quiet;

  @Option(names = "--verbose", description = "Stack traces.")
  boolean verbose;

  FetchCommand() {
    this(PublishedData.all());
  }

  /** Of these data sets. */
  FetchCommand(List<PublishedData> catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws IOException {
    PublishedData data = data();
    List<URI> mirrors = mirrors(data);
    if (!(timeout > 0 && timeout <= 86_400)) {
      throw new RequestException("--timeout: expected a number of seconds above 0, found " + timeout);
    }
    Path folder = out == null ? data.folder() : out;
    List<Path> missing = missing(folder);
    try (Interrupt interrupt = Interrupt.listen()) {
      // Everything is tidied before the interrupt hears that it is done, for then the program may end at once.
      return interrupt.done(fetch(data, mirrors, folder, missing, interrupt));
    }
  }

  private int fetch(PublishedData data, List<URI> mirrors, Path folder, List<Path> missing, Interrupt interrupt) throws IOException {
    try (Listener listener = Listener.of(false, quiet)) {
      Files.createDirectories(folder);
      Fetcher fetcher = new Fetcher(Duration.ofMillis(Math.max(1, Math.round(timeout * 1000))), listener, interrupt::requested);
      for (PublishedData.File file : data.files()) {
        fetch(file, mirrors, folder, fetcher, listener);
      }
      System.out.println(usage(data, folder));
      return interrupt.requested() ? 3 : 0;
    } catch (CancellationException e) {
      System.err.println("danskin: stopped; files that were whole are kept in " + folder + ", nothing else; go on with the same command");
      return 3;
    } finally {
      tidy(missing);
    }
  }

  private PublishedData data() {
    List<String> names = catalogue.stream().map(PublishedData::name).toList();
    return catalogue.stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow(() -> new RequestException(
        "data fetch: expected " + String.join(", ", names) + ", found '" + name + "'" + Nearest.hint(name, names)));
  }

  private List<URI> mirrors(PublishedData data) {
    List<URI> mirrors = new ArrayList<>();
    if (mirror != null) {
      mirrors.add(address(mirror.endsWith("/") ? mirror : mirror + "/"));
    }
    mirrors.addAll(data.mirrors());
    return mirrors;
  }

  private static URI address(String text) {
    try {
      URI address = URI.create(text);
      if (RemoteFile.permitted(address)) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new RequestException("--mirror: expected an address that begins with https://, or with http:// on this machine, found '" + text
        + "'");
  }

  private static void fetch(PublishedData.File file, List<URI> mirrors, Path folder, Fetcher fetcher, Listener listener)
      throws IOException {
    Path path = folder.resolve(file.name());
    RemoteFile remote = new RemoteFile(mirrors.stream().map(m -> m.resolve(file.name())).toList(), file.size(), file.sha256());
    boolean there = remote.is(path);
    if (there) {
      listener.accept(new Event.Note(file.name() + ": is there already"));
    } else {
      String instead = Files.exists(path) ? ", in the place of a file that was not the published one" : "";
      URI from = fetcher.fetch(remote, path);
      listener.accept(new Event.Note(file.name() + ": " + file.size() + " bytes from " + from + instead));
    }
    boolean unpacked = true;
    for (PublishedData.Member m : file.members()) {
      Path member = folder.resolve(m.name());
      unpacked &= Files.isRegularFile(member) && Files.size(member) == m.size();
    }
    if (!there || !unpacked) {
      unpack(file, path, folder);
    }
  }

  private static void unpack(PublishedData.File file, Path archive, Path folder) throws IOException {
    if (!file.members().isEmpty()) {
      Map<String, Long> sizes = file.members().stream().collect(Collectors.toMap(PublishedData.Member::name, PublishedData.Member::size));
      TarGz.unpack(archive, sizes, folder);
    }
  }

  private String usage(PublishedData data, Path folder) {
    String read = "fetched: use --data " + data.kind() + ":" + folder + ", to train --data " + data.kind() + "-train:" + folder;
    return out == null ? read + "; or in short --data " + data.name() + ", --data " + data.name() + "-train" : read;
  }

  /** The folders that have to be made, the innermost first. */
  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path p = folder.toAbsolutePath().normalize(); p != null && !Files.exists(p); p = p.getParent()) {
      missing.add(p);
    }
    if (missing.isEmpty() && !Files.isDirectory(folder)) {
      throw new RequestException(folder + ": expected a folder, found a file; give another --out");
    }
    return missing;
  }

  /** Takes away folders that were made for nothing. */
  private static void tidy(List<Path> made) throws IOException {
    for (Path folder : made) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }
}
