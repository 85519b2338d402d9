package dev.faultline.core.plan;

import dev.faultline.core.protobuf.DescriptorSet;
import dev.faultline.core.secret.Secret;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A system under load, reached over one protocol. */
public sealed interface Target {

  /** Unique within its plan. */
  String name();

  /** Where it is, for people. */
  String location();

  /** How it is spoken to over TLS; empty without. */
  default Optional<Tls> tls() {
    return Optional.empty();
  }

  /** What it speaks, for people. */
  String protocol();

  /** Whether many requests may be under way on one connection. */
  boolean sharesConnections();

  /**
   * Speaks HTTP.
   *
   * @param version that all of its connections speak
   * @param base its address, {@code http://host:port} or {@code https://host:port}, without a path
   * @param tls present with {@code https}
   * @param credentials sent with each request that has no {@code authorization} of its own
   */
  record Http(
      String name,
      URI base,
      HttpVersion version,
      Optional<Tls> tls,
      Optional<Credentials> credentials)
      implements Target {

    public Http {
      if (tls.isPresent() != "https".equals(base.getScheme())) {
        throw new IllegalArgumentException(base + (tls.isPresent() ? " with TLS" : " without TLS"));
      }
    }

    /** HTTP/1.1 without credentials, and trusting whom Java trusts where it speaks TLS. */
    public Http(String name, URI base) {
      this(
          name,
          base,
          HttpVersion.HTTP_1_1,
          "https".equals(base.getScheme()) ? Optional.of(Tls.USUAL) : Optional.empty(),
          Optional.empty());
    }

    @Override
    public String location() {
      return base.toString();
    }

    @Override
    public String protocol() {
      return "HTTP";
    }

    @Override
    public boolean sharesConnections() {
      return version == HttpVersion.HTTP_2;
    }
  }

  /**
   * Speaks WebSocket.
   *
   * @param base its address, {@code ws://host:port} or {@code wss://host:port}, without a path
   * @param tls present with {@code wss}
   * @param credentials sent with each request for a connection that has no {@code authorization} of
   *     its own
   */
  record WebSocket(String name, URI base, Optional<Tls> tls, Optional<Credentials> credentials)
      implements Target {

    public WebSocket {
      if (tls.isPresent() != "wss".equals(base.getScheme())) {
        throw new IllegalArgumentException(base + (tls.isPresent() ? " with TLS" : " without TLS"));
      }
    }

    @Override
    public String location() {
      return base.toString();
    }

    @Override
    public String protocol() {
      return "WebSocket";
    }

    @Override
    public boolean sharesConnections() {
      return false;
    }
  }

  /**
   * Speaks gRPC.
   *
   * @param address host and port as the plan names them, not resolved
   * @param credentials sent with each call that has no {@code authorization} of its own
   * @param types of its services; empty when it tells them itself, by server reflection
   */
  record Grpc(
      String name,
      InetSocketAddress address,
      Optional<Tls> tls,
      Optional<Credentials> credentials,
      Optional<DescriptorSet> types)
      implements Target {

    /** Without TLS and credentials; it tells its types itself. */
    public Grpc(String name, InetSocketAddress address) {
      this(name, address, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public String location() {
      return authority() + (tls.isPresent() ? " over gRPC with TLS" : " over gRPC");
    }

    @Override
    public String protocol() {
      return "gRPC";
    }

    @Override
    public boolean sharesConnections() {
      return true;
    }

    /** {@code host:port}, as the plan has it. */
    public String authority() {
      return Target.authority(address);
    }
  }

  /**
   * A Redis.
   *
   * @param address host and port as the plan names them, not resolved
   * @param database by its number, 0 unless the plan says otherwise
   * @param login as whom connections come; empty for the server's default user without a password
   */
  record Redis(
      String name,
      InetSocketAddress address,
      int database,
      Optional<Tls> tls,
      Optional<Credentials.Basic> login)
      implements Target {

    /** Without TLS and a password. */
    public Redis(String name, InetSocketAddress address, int database) {
      this(name, address, database, Optional.empty(), Optional.empty());
    }

    @Override
    public String location() {
      String scheme = tls.isPresent() ? "rediss" : "redis";
      return "%s://%s/%d".formatted(scheme, Target.authority(address), database);
    }

    @Override
    public String protocol() {
      return "Redis";
    }

    @Override
    public boolean sharesConnections() {
      return true;
    }
  }

  /**
   * A PostgreSQL database.
   *
   * @param address host and port as the plan names them, not resolved
   * @param user as whom connections come
   * @param password of the user; empty where the server asks for none
   */
  record Postgres(
      String name,
      InetSocketAddress address,
      String database,
      String user,
      Optional<Secret> password,
      Optional<Tls> tls)
      implements Target {

    /** Without TLS and a password. */
    public Postgres(String name, InetSocketAddress address, String database, String user) {
      this(name, address, database, user, Optional.empty(), Optional.empty());
    }

    @Override
    public String location() {
      return "postgres://%s@%s/%s".formatted(user, Target.authority(address), database);
    }

    @Override
    public String protocol() {
      return "PostgreSQL";
    }

    @Override
    public boolean sharesConnections() {
      return false;
    }
  }

  /**
   * Speaks Kafka's protocol.
   *
   * @param brokers to begin with, {@code host:port}, several separated by commas
   * @param credentials of the user that the generator is, told with SASL/PLAIN
   */
  record Kafka(
      String name, String brokers, Optional<Tls> tls, Optional<Credentials.Basic> credentials)
      implements Target {

    @Override
    public String location() {
      return brokers + (tls.isPresent() ? " over Kafka with TLS" : " over Kafka");
    }

    @Override
    public String protocol() {
      return "Kafka";
    }

    @Override
    public boolean sharesConnections() {
      return true;
    }
  }

  /**
   * Speaks AMQP 0-9-1.
   *
   * @param address host and port as the plan names them, not resolved
   * @param credentials of the user that the generator is; without them it is {@code guest}
   */
  record Amqp(
      String name,
      InetSocketAddress address,
      String virtualHost,
      Optional<Tls> tls,
      Optional<Credentials.Basic> credentials)
      implements Target {

    @Override
    public String location() {
      String scheme = tls.isPresent() ? "amqps" : "amqp";
      return "%s://%s/%s".formatted(scheme, Target.authority(address), virtualHost);
    }

    @Override
    public String protocol() {
      return "AMQP";
    }

    @Override
    public boolean sharesConnections() {
      return true;
    }
  }

  /**
   * Code in Java that speaks with whatever it likes.
   *
   * @param jar a file on the generator's machine
   * @param sha256 of the jar, in small hexadecimal digits; empty where any will do
   * @param settings that the code is told
   */
  record Custom(String name, String jar, Optional<String> sha256, Map<String, String> settings)
      implements Target {

    public Custom {
      settings = Map.copyOf(settings);
    }

    @Override
    public String location() {
      return jar;
    }

    @Override
    public String protocol() {
      return "Java";
    }

    @Override
    public boolean sharesConnections() {
      return false;
    }
  }

  private static String authority(InetSocketAddress address) {
    String host = address.getHostString();
    return "%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
  }
}
