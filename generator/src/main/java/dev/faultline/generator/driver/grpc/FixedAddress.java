package dev.faultline.generator.driver.grpc;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Tells a channel an address that is known already, at once and on the event loop; grpc-java's own
 * way for that forbids the use of {@link OneConnection}.
 */
final class FixedAddress extends NameResolver {

  private static final String SCHEME = "faultline-address";

  static {
    NameResolverRegistry.getDefaultRegistry().register(new Provider());
  }

  private final String authority;
  private final InetSocketAddress address;

  private FixedAddress(String authority, InetSocketAddress address) {
    this.authority = authority;
    this.address = address;
  }

  /**
   * What to give to a channel for that address.
   *
   * @param address resolved
   */
  static String target(InetSocketAddress address) {
    try {
      String host = address.getAddress().getHostAddress();
      return new URI(SCHEME, "", "/" + host + "/" + address.getPort(), null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address: " + address, e);
    }
  }

  @Override
  public String getServiceAuthority() {
    return authority;
  }

  @Override
  public void start(Listener2 listener) {
    listener.onResult(
        ResolutionResult.newBuilder()
            .setAddressesOrError(StatusOr.fromValue(List.of(new EquivalentAddressGroup(address))))
            .build());
  }

  @Override
  public void shutdown() {}

  private static final class Provider extends NameResolverProvider {

    @Override
    public NameResolver newNameResolver(URI target, Args args) {
      if (!target.getScheme().equals(SCHEME)) {
        return null;
      }
      String[] path = target.getPath().split("/");
      try {
        // A number, so that nobody is asked.
        InetAddress host = InetAddress.getByName(path[1]);
        return new FixedAddress(path[1], new InetSocketAddress(host, Integer.parseInt(path[2])));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("no address: " + target, e);
      }
    }

    @Override
    public String getDefaultScheme() {
      return SCHEME;
    }

    @Override
    protected boolean isAvailable() {
      return true;
    }

    /** Below the default of 5: targets without a scheme are not meant for it. */
    @Override
    protected int priority() {
      return 1;
    }
  }
}
