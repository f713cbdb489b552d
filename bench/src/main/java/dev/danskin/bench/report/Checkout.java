package dev.danskin.bench.report;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The working tree that the program was built in, where it still runs from there.
 *
 * @param folder with the launcher
 */
record Checkout(Path folder) {
  /** Above the program's own class files; empty where they have gone elsewhere. */
  static Optional<Checkout> here() {
    try {
      Path place = Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path p = place; p != null; p = p.getParent()) {
        if (Files.exists(p.resolve("danskin")) && Files.exists(p.resolve("bench/pom.xml"))) {
          return Optional.of(new Checkout(p));
        }
      }
    } catch (URISyntaxException | RuntimeException e) {
      // Not from a file: then there is no working tree.
    }
    return Optional.empty();
  }

  /** What git has checked out, 40 digits; empty without git's files. */
  Optional<String> commit() {
    try {
      Path git = git();
      String head = Files.readString(git.resolve("HEAD")).strip();
      return Optional.of(head.startsWith("ref: ") ? reference(git, head.substring(5)) : head).filter(c -> c.matches("[0-9a-f]{40,64}"));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** In a linked working tree {@code .git} is a file that says where. */
  private Path git() throws IOException {
    Path git = folder.resolve(".git");
    return Files.isRegularFile(git) ? folder.resolve(Files.readString(git).strip().replaceFirst("^gitdir: ", "")) : git;
  }

  private static String reference(Path git, String name) throws IOException {
    Path commons = git.resolve("commondir");
    Path common = Files.exists(commons) ? git.resolve(Files.readString(commons).strip()) : git;
    if (Files.exists(common.resolve(name))) {
      return Files.readString(common.resolve(name)).strip();
    }
    return Files.readAllLines(common.resolve("packed-refs")).stream().filter(l -> l.endsWith(" " + name)).map(l -> l.split(" ")[0])
        .findFirst().orElse("");
  }
}
