package dev.faultline.cli.export;

import dev.faultline.core.window.Series;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives each series of a run a name for its files, {@code <scenario>.<step>}: ASCII, no separator
 * of folders, short enough for every file system, and different from all others also where large
 * and small letters are the same. Of two series that would have the same, the later gets a number.
 * Not thread-safe.
 */
final class FileNames {

  private static final int MAX_LENGTH = 100;

  private final Map<Series, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** The same name each time. */
  String of(Series series) {
    return names.computeIfAbsent(series, this::free);
  }

  private String free(Series series) {
    String name = safe(series.scenario()) + "." + safe(series.step());
    String free = name;
    for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
      free = name + "-" + number;
    }
    return free;
  }

  /** Without a leading dot, which would hide the file. */
  private static String safe(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]|^\\.", "_");
    return safe.isEmpty() ? "_" : safe.substring(0, Math.min(MAX_LENGTH, safe.length()));
  }
}
