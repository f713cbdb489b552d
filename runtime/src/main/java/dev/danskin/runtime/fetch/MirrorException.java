package dev.danskin.runtime.fetch;

import java.io.IOException;

/** A mirror did not give the file; the next one may. */
final class MirrorException extends IOException {
  private static final long serialVersionUID = 1;

  MirrorException(String why) {
    super(why);
  }
}
