package dev.faultline.cli.broker;

import java.nio.file.Path;
import java.util.Properties;

/**
 * The configuration of a single-node Kafka on loopback: controller and broker in one, everything
 * stored once, as little memory and as few threads as a run needs.
 */
record BrokerSettings(Path data, int brokerPort, int controllerPort) {

  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";
  private static final String BROKER = "BROKER";
  private static final String HOST = "127.0.0.1";

  String bootstrap() {
    return HOST + ":" + brokerPort;
  }

  Properties properties() {
    Properties all = new Properties();
    addIdentity(all);
    addSingleCopies(all);
    addSmallness(all);
    return all;
  }

  private void addIdentity(Properties all) {
    String broker = BROKER + "://" + bootstrap();
    String controller = HOST + ":" + controllerPort;
    all.put("process.roles", "broker,controller");
    all.put("node.id", Integer.toString(NODE));
    all.put("listeners", broker + "," + CONTROLLER + "://" + controller);
    all.put("advertised.listeners", broker);
    all.put("listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    all.put("inter.broker.listener.name", BROKER);
    all.put("controller.listener.names", CONTROLLER);
    all.put("controller.quorum.voters", NODE + "@" + controller);
    all.put("log.dirs", data.toString());
    all.put("auto.create.topics.enable", "false");
  }

  private static void addSingleCopies(Properties all) {
    all.put("default.replication.factor", "1");
    all.put("offsets.topic.replication.factor", "1");
    all.put("offsets.topic.num.partitions", "2");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("transaction.state.log.num.partitions", "2");
    all.put("share.coordinator.state.topic.replication.factor", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
  }

  private static void addSmallness(Properties all) {
    // A run lasts as long as it lasts; its data is deleted with it.
    all.put("log.retention.ms", "-1");
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("log.cleaner.threads", "1");
    all.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    all.put("log.cleaner.io.buffer.size", Integer.toString(256 << 10));
    all.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    all.put("num.network.threads", "2");
    all.put("num.io.threads", "4");
    all.put("background.threads", "2");
    // A machine that slept or was overloaded must not find its only broker fenced.
    all.put("broker.session.timeout.ms", "60000");
  }
}
