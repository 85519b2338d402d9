package dev.faultline.core.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a misspelt one was meant to be. */
public final class Suggestion {

  private Suggestion() {}

  /** {@code "; did you mean 'x'?"} for the closest candidate, empty when none is close. */
  public static String didYouMean(String word, Collection<String> candidates) {
    return closest(word, candidates).map("; did you mean '%s'?"::formatted).orElse("");
  }

  private static Optional<String> closest(String word, Collection<String> candidates) {
    int tolerated = Math.min(Math.max(1, word.length() / 3), word.length() - 1);
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= tolerated)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /**
   * The least number of letters to insert, delete, replace or swap with their neighbour; case does
   * not count.
   *
   * @see <a href="https://doi.org/10.1145/363958.363994">Damerau, A technique for computer
   *     detection and correction of spelling errors</a>
   */
  static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
