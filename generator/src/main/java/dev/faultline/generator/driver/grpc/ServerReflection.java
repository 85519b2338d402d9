package dev.faultline.generator.driver.grpc;

import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.FileDescriptorResponse;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Asks a server for the types of its services, on a connection of its own. Servers know the
 * protocol under two names, with the same messages. It blocks, as long as it is told at most.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/server-reflection.md">gRPC server
 *     reflection</a>
 */
final class ServerReflection implements AutoCloseable {

  private static final MethodDescriptor<ServerReflectionRequest, ServerReflectionResponse> V1 =
      ServerReflectionGrpc.getServerReflectionInfoMethod();
  private static final List<MethodDescriptor<ServerReflectionRequest, ServerReflectionResponse>>
      VERSIONS =
          List.of(
              V1,
              V1.toBuilder()
                  .setFullMethodName(
                      "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")
                  .build());

  private final ManagedChannel channel;
  private final String address;
  private final Duration patience;
  private final CallOptions options;

  /**
   * @param patience how long all answers together may take, in whole seconds
   */
  ServerReflection(Destination target, Duration patience) {
    this.patience = patience;
    this.options =
        CallOptions.DEFAULT.withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS);
    this.address = target.authority();
    this.channel =
        target
            .prepare(NettyChannelBuilder.forAddress(target.address()))
            .intercept(MetadataUtils.newAttachHeadersInterceptor(introduction(target)))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .userAgent("faultline")
            .build();
  }

  private static Metadata introduction(Destination target) {
    Metadata metadata = new Metadata();
    target.introduce(metadata);
    return metadata;
  }

  /**
   * The service of that full name.
   *
   * @throws UnusableTargetException when the server does not have it, or tells nothing of it
   * @throws SilentTargetException when there is no answer
   */
  ServiceDescriptor service(String name) throws UnusableTargetException, SilentTargetException {
    for (var version : VERSIONS) {
      try {
        return service(name, ClientCalls.blockingBidiStreamingCall(channel, version, options));
      } catch (StatusException e) {
        if (e.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
          throw unanswered(e.getStatus());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SilentTargetException("the generator is shutting down");
      }
    }
    throw new UnusableTargetException(
        "%s has no server reflection; expected grpc.reflection.v1, which tells the types of messages"
            .formatted(address));
  }

  private ServiceDescriptor service(
      String name, BlockingClientCall<ServerReflectionRequest, ServerReflectionResponse> server)
      throws UnusableTargetException, StatusException, InterruptedException {
    ServerReflectionResponse answer =
        ask(server, ServerReflectionRequest.newBuilder().setFileContainingSymbol(name));
    if (answer.hasErrorResponse()) {
      throw new UnusableTargetException(
          "%s has no service '%s'; it has %s".formatted(address, name, services(server)));
    }
    try {
      ServiceDescriptor service =
          new ToldFiles(file -> file(server, file))
              .service(answer.getFileDescriptorResponse(), name);
      server.halfClose();
      return service;
    } catch (InvalidProtocolBufferException | DescriptorValidationException e) {
      throw new UnusableTargetException(
          "%s describes '%s' in a way that does not fit together: %s"
              .formatted(address, name, e.getMessage()));
    }
  }

  private static FileDescriptorResponse file(
      BlockingClientCall<ServerReflectionRequest, ServerReflectionResponse> server, String file)
      throws StatusException, InterruptedException {
    return ask(server, ServerReflectionRequest.newBuilder().setFileByFilename(file))
        .getFileDescriptorResponse();
  }

  private static ServerReflectionResponse ask(
      BlockingClientCall<ServerReflectionRequest, ServerReflectionResponse> server,
      ServerReflectionRequest.Builder question)
      throws StatusException, InterruptedException {
    if (server.write(question.build())) {
      ServerReflectionResponse answer = server.read();
      if (answer != null) {
        return answer;
      }
    }
    throw Status.UNAVAILABLE.withDescription("the server ended the conversation").asException();
  }

  private static String services(
      BlockingClientCall<ServerReflectionRequest, ServerReflectionResponse> server)
      throws StatusException, InterruptedException {
    String names =
        ask(server, ServerReflectionRequest.newBuilder().setListServices(""))
            .getListServicesResponse()
            .getServiceList()
            .stream()
            .map(ServiceResponse::getName)
            .filter(name -> !name.startsWith("grpc.reflection."))
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  private SilentTargetException unanswered(Status status) {
    return new SilentTargetException(
        switch (status.getCode()) {
          case DEADLINE_EXCEEDED ->
              "%s does not answer within %d s; is it up?".formatted(address, patience.toSeconds());
          case UNAVAILABLE ->
              "%s %s (%s)"
                  .formatted(
                      address,
                      certificateRefused(status)
                          ? "cannot be trusted: its certificate is refused"
                          : "cannot be reached; is it up?",
                      reason(status));
          default ->
              "%s does not tell what it has: %s %s"
                  .formatted(address, status.getCode(), reason(status));
        });
  }

  private static boolean certificateRefused(Status status) {
    return status.getCause() != null
        && Failure.of(status.getCause()) == Failure.CERTIFICATE_REFUSED;
  }

  private static String reason(Status status) {
    return status.getCause() == null
        ? String.valueOf(status.getDescription())
        : String.valueOf(status.getCause().getMessage());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
