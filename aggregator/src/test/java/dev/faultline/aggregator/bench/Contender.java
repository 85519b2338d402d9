package dev.faultline.aggregator.bench;

/** The designs that are measured side by side. */
enum Contender {
  POLL("raw consumer, poll only") {
    @Override
    Pass pass(Task task) {
      return new ConsumerPass(task, () -> bytes -> {});
    }
  },
  AVRO("raw consumer, SpecificDatumReader") {
    @Override
    Pass pass(Task task) {
      return new ConsumerPass(task, GeneratedClasses::new);
    }
  },
  CURSOR("raw consumer, decode as the aggregator does") {
    @Override
    Pass pass(Task task) {
      return new ConsumerPass(task, Cursor::new);
    }
  },
  REDUCE("raw consumer, the same decode and aggregation") {
    @Override
    Pass pass(Task task) {
      return new ConsumerPass(task, () -> new Reducer(task.results()));
    }
  },
  TOPOLOGY_1("the topology, exactly once, 1 thread") {
    @Override
    Pass pass(Task task) {
      return new TopologyPass(task, 1, false);
    }
  },
  TOPOLOGY_2("the topology, exactly once, 2 threads") {
    @Override
    Pass pass(Task task) {
      return new TopologyPass(task, 2, false);
    }
  },
  SOAK("the topology, exactly once, 1 thread, live heap at each tenth") {
    @Override
    Pass pass(Task task) {
      return new TopologyPass(task, 1, true);
    }
  },
  SERVICE("the whole aggregator") {
    @Override
    Pass pass(Task task) {
      return new ServicePass(task);
    }
  },
  DSL("DSL, histogram in a window store per record, exactly once") {
    @Override
    Pass pass(Task task) {
      return new DslPass(task, true);
    }
  },
  DSL_UNCOMPRESSED("DSL, the same with the histogram not compressed") {
    @Override
    Pass pass(Task task) {
      return new DslPass(task, false);
    }
  };

  private final String title;

  Contender(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  abstract Pass pass(Task task);

  boolean topology() {
    return this == TOPOLOGY_1 || this == TOPOLOGY_2;
  }

  boolean dsl() {
    return this == DSL || this == DSL_UNCOMPRESSED;
  }
}
