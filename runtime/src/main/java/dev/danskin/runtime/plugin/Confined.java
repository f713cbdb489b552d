package dev.danskin.runtime.plugin;

import java.io.OutputStream;
import java.io.PrintStream;

/** What calls in plugin classes are replaced by that would end the process or take its output; not to be called otherwise. */
public final class Confined {
  private Confined() {}

  /** Instead of {@link System#exit}. */
  public static void exit(int status) {
    throw new PluginException("it called System.exit(" + status + "), which a plugin may not");
  }

  /** Instead of {@link Runtime#exit} and {@link Runtime#halt}. */
  public static void exit(Runtime runtime, int status) {
    throw new PluginException("it called Runtime.exit or halt(" + status + "), which a plugin may not");
  }

  /** Instead of {@link System#out} and {@link System#err}: the plugin's log. */
  public static PrintStream output() {
    Class<?> caller = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass();
    return caller.getClassLoader() instanceof PluginClassLoader loader ? loader.output() : new PrintStream(OutputStream.nullOutputStream());
  }

  /** Instead of {@link System#setOut} and {@link System#setErr}. */
  public static void redirect(PrintStream stream) {
    throw new PluginException("it called System.setOut or setErr, which a plugin may not");
  }
}
