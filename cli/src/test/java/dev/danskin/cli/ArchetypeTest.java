package dev.danskin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archetype as its user meets it: Maven makes a project, the project builds and keeps its contracts, and its jar works in the
 * plugins folder. Danskin's own artifacts are those of this build, in a repository beside the user's.
 */
class ArchetypeTest {
  private static final List<String> MODULES = List.of("api", "solvers", "attacks", "defenses", "models", "backends/jvm", "testkit", "runtime",
      "testkit-plugins", "plugin-archetype");
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static Path jar(String module) throws IOException {
    Path target = ROOT.resolve(module).resolve("target");
    if (!Files.isDirectory(target)) {
      return null;
    }
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(p -> p.getFileName().toString().matches("danskin-[a-z-]+-[0-9.]+\\.jar")).findFirst().orElse(null);
    }
  }

  /** The user's repository with this build's artifacts laid over it. */
  private static Path repository(Path to) throws IOException {
    Path users = Path.of(System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository"));
    linked(users, to, "dev");
    linked(users.resolve("dev"), to.resolve("dev"), "danskin");
    install(ROOT.resolve("pom.xml"), null, "danskin-parent", to);
    for (String module : MODULES) {
      Path jar = jar(module);
      String name = jar.getFileName().toString();
      install(ROOT.resolve(module).resolve("pom.xml"), jar, name.substring(0, name.lastIndexOf('-')), to);
    }
    return to;
  }

  private static void linked(Path from, Path to, String except) throws IOException {
    Files.createDirectories(to);
    if (Files.isDirectory(from)) {
      try (Stream<Path> all = Files.list(from)) {
        for (Path p : all.filter(p -> Files.isDirectory(p) && !p.getFileName().toString().equals(except)).toList()) {
          Files.createSymbolicLink(to.resolve(p.getFileName().toString()), p.toAbsolutePath());
        }
      }
    }
  }

  private static void install(Path pom, Path jar, String artifact, Path repository) throws IOException {
    String version = Version.number().equals("development") ? version() : Version.number();
    Path folder = Files.createDirectories(repository.resolve("dev/danskin").resolve(artifact).resolve(version));
    Files.copy(pom, folder.resolve(artifact + "-" + version + ".pom"));
    if (jar != null) {
      Files.copy(jar, folder.resolve(artifact + "-" + version + ".jar"));
    }
  }

  private static String version() throws IOException {
    String name = jar("api").getFileName().toString();
    return name.substring(name.lastIndexOf('-') + 1, name.length() - ".jar".length());
  }

  private static void maven(Path folder, Path repository, Path log, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(File.separatorChar == '\\' ? "mvn.cmd" : "mvn", "-B", "-Dmaven.repo.local=" + repository));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("MAVEN_ARGS");
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("Maven ends").isTrue();
    assertThat(process.exitValue()).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
  }

  /** The arguments of a command in docs/plugins.md. */
  private static List<String> documented(String command) throws IOException {
    String line = Files.readAllLines(ROOT.resolve("docs/plugins.md")).stream().filter(l -> l.startsWith(command)).findFirst().orElseThrow();
    return new ArrayList<>(List.of(line.substring(command.length()).split(" ")));
  }

  @Test
  void theGeneratedProjectBuildsAndItsJarWorks(@TempDir Path folder) throws Exception {
    for (String module : MODULES) {
      Assumptions.assumeTrue(jar(module) != null, "skipped: the jar of " + module + " is not packed yet; run mvn verify");
    }
    Path repository = repository(folder.resolve("repository"));
    Path log = folder.resolve("log");
    List<String> generate = documented("$ mvn archetype:generate ");
    assertThat(generate).contains("-DarchetypeVersion=" + version());
    generate.add(0, "org.apache.maven.plugins:maven-archetype-plugin:3.4.1:generate");
    generate.add("-DarchetypeCatalog=internal");
    maven(folder, repository, log, generate.toArray(String[]::new));
    Path project = folder.resolve("example-danskin");
    maven(project, repository, log, "verify");
    String built = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(built).contains("DescentTest").contains("DescentPluginTest").contains("BUILD SUCCESS");
    String target = project.resolve("target").toString();
    Command listed = Command.run("plugins", "--plugins", target);
    assertThat(listed.status()).as(listed.out() + listed.err()).isZero();
    assertThat(listed.out()).contains("example      1.0").contains("Solver descent, Attack descent");
    List<String> evaluate = documented("$ ./danskin evaluate ");
    evaluate.add(0, "evaluate");
    evaluate.addAll(List.of("--backend", "jvm", "--plugins", target, "--require", "example", "--examples", "10", "--out", folder.resolve("job").toString()));
    Command run = Command.run(evaluate.toArray(String[]::new));
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(Files.readString(folder.resolve("job/examples.csv"))).contains(",descent,0.25,fooled,");
  }
}
