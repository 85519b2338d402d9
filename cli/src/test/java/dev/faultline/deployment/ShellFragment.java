package dev.faultline.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The simple commands of a piece of shell, as words: quotes removed, variables replaced.
 *
 * @param environment the variables; others stay as they are written
 */
record ShellFragment(String text, Map<String, String> environment) {

  /** What ends a command or its arguments when it is not quoted. */
  private static final String ENDS = ";|&<>()\n";

  /** The words after each occurrence of that program. */
  List<List<String>> argumentsOf(String program) {
    return commands()
        .filter(words -> words.contains(program))
        .map(words -> words.subList(words.indexOf(program) + 1, words.size()))
        .toList();
  }

  /** All words. */
  List<String> words() {
    return commands().flatMap(List::stream).toList();
  }

  private Stream<List<String>> commands() {
    List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (char c : (text.replace("\\\n", " ") + "\n").toCharArray()) {
      if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote == 0 ? c : 0;
      } else if (quote == 0 && (Character.isWhitespace(c) || ENDS.indexOf(c) >= 0)) {
        if (!word.isEmpty()) {
          commands.getLast().add(expanded(word.toString()));
          word.setLength(0);
        }
        if (ENDS.indexOf(c) >= 0) {
          commands.add(new ArrayList<>());
        }
      } else {
        word.append(c);
      }
    }
    return commands.stream().filter(words -> !words.isEmpty());
  }

  private String expanded(String word) {
    String expanded = word;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      expanded = expanded.replace("$" + variable.getKey(), variable.getValue());
    }
    return expanded;
  }
}
