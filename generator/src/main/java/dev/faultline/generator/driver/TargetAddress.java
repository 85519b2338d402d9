package dev.faultline.generator.driver;

import dev.faultline.core.plan.Target;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Where a target is on the network. */
public final class TargetAddress {

  private TargetAddress() {}

  /**
   * The first address of the host. May block.
   *
   * @throws UnusableTargetException when there is none
   */
  public static InetSocketAddress resolve(Target target, String host, int port)
      throws UnusableTargetException {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new UnusableTargetException(
          "target '%s': the host '%s' is not known".formatted(target.name(), host));
    }
  }
}
