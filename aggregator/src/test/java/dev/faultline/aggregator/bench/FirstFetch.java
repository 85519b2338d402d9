package dev.faultline.aggregator.bench;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Tells when Kafka's consumers in this JVM have handed out their first records: what comes before,
 * joining a group above all, takes as long for a short topic as for a long one.
 */
final class FirstFetch {

  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(2);

  private FirstFetch() {}

  static void await(BooleanSupplier alive) throws JMException {
    while (!happened()) {
      if (!alive.getAsBoolean()) {
        throw new IllegalStateException("the topology has died");
      }
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  private static boolean happened() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName consumers =
        new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*");
    for (ObjectName consumer : server.queryNames(consumers, null)) {
      double records = (Double) server.getAttribute(consumer, "records-consumed-total");
      if (records > 0 && !consumer.getKeyProperty("client-id").contains("restore")) {
        return true;
      }
    }
    return false;
  }
}
