package dev.faultline.core.plan;

import java.net.InetSocketAddress;
import java.net.URI;

/** A system under load, reached over one protocol. */
public sealed interface Target {

  /** Unique within its plan. */
  String name();

  /** Where it is, for people. */
  String location();

  /**
   * Speaks HTTP/1.1.
   *
   * @param base its address, {@code http://host:port}, without a path
   */
  record Http(String name, URI base) implements Target {

    @Override
    public String location() {
      return base.toString();
    }
  }

  /**
   * Speaks gRPC, without TLS.
   *
   * @param address host and port as the plan names them, not resolved
   */
  record Grpc(String name, InetSocketAddress address) implements Target {

    @Override
    public String location() {
      return authority() + " over gRPC";
    }

    /** {@code host:port}, as the plan has it. */
    public String authority() {
      String host = address.getHostString();
      return "%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
    }
  }
}
