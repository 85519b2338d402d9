package dev.faultline.generator.bench;

import dev.faultline.testkit.bench.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Tools that do the same, each in its turn and several times over: what else the machine does then
 * disturbs all of them alike.
 *
 * @param <T> what is measured of a tool each time
 */
final class Turns<T> {

  /** One of the tools. */
  interface Contender<T> {
    T pass() throws Exception;
  }

  private final Map<String, Contender<T>> contenders = new LinkedHashMap<>();
  private final Map<String, List<T>> passes = new LinkedHashMap<>();

  void add(String name, Contender<T> contender) {
    contenders.put(name, contender);
    passes.put(name, new ArrayList<>());
  }

  /** Leaves out those whose name has none of them in it. */
  void keep(List<String> parts) {
    contenders.keySet().removeIf(name -> parts.stream().noneMatch(name::contains));
    passes.keySet().retainAll(contenders.keySet());
  }

  /** Measures all of them so many times. */
  void take(Bench bench) throws Exception {
    for (long round = bench.number("rounds", 5); round > 0; round--) {
      for (Map.Entry<String, Contender<T>> each : contenders.entrySet()) {
        T pass = each.getValue().pass();
        Table.progress("%s: %s", each.getKey(), pass);
        passes.get(each.getKey()).add(pass);
      }
    }
  }

  Set<String> names() {
    return contenders.keySet();
  }

  boolean has(String name) {
    return contenders.containsKey(name);
  }

  /** Of all times that the tool was measured. */
  double median(String name, ToDoubleFunction<T> figure) {
    double[] sorted = passes.get(name).stream().mapToDouble(figure).sorted().toArray();
    return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
  }
}
