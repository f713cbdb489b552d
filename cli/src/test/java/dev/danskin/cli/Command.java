package dev.danskin.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Runs a command as a user would and keeps what it said. */
record Command(int status, String out, String err) {
  static Command run(String... args) {
    return run(Main::commandLine, args);
  }

  static synchronized Command run(Supplier<CommandLine> made, String... args) {
    PrintStream console = System.out;
    PrintStream errors = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(raw, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = made.get();
      line.setErr(new PrintWriter(err, true));
      int status = line.execute(args);
      return new Command(status, out.toString(StandardCharsets.UTF_8), err + raw.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(console);
      System.setErr(errors);
    }
  }
}
