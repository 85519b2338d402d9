package dev.faultline.sample;

import com.google.protobuf.DynamicMessage;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Pretends to be a language model over gRPC: {@code faultline.sample.Inference}, which answers at
 * once, token by token, or in a conversation. It tells its types by server reflection, and that it
 * is up by gRPC's health service.
 */
final class Inference implements AutoCloseable {

  private static final String TOKEN = " token";
  private static final int USUAL_TOKENS = 16;
  private static final int MOST_TOKENS = 4096;

  private final Work work = Work.seeded(3);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String bind;
  private final Server server;

  private Inference(String bind, int port) throws IOException {
    this.bind = bind;
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getByName(bind), port))
              .executor(threads)
              .addService(InferenceTypes.service(this::predict, this::generate, this::chat))
              .addService(new HealthStatusManager().getHealthService())
              .addService(ProtoReflectionServiceV1.newInstance())
              .build()
              .start();
    } catch (IOException | RuntimeException unavailable) {
      threads.close();
      throw new IOException(
          "inference cannot listen on %s:%d: %s".formatted(bind, port, reason(unavailable)),
          unavailable);
    }
  }

  /** It, if the options say where. */
  static Optional<Inference> start(Options options) throws IOException {
    return options.grpcPort().isEmpty()
        ? Optional.empty()
        : Optional.of(new Inference(options.bind(), options.grpcPort().getAsInt()));
  }

  /** grpc-java says that it could not bind, and only the cause says why. */
  private static String reason(Throwable unavailable) {
    return unavailable.getCause() == null
        ? String.valueOf(unavailable.getMessage())
        : String.valueOf(unavailable.getCause().getMessage());
  }

  /** Where it listens, {@code host:port}. */
  String address() {
    return "%s:%d".formatted(bind.contains(":") ? "[" + bind + "]" : bind, server.getPort());
  }

  private void predict(DynamicMessage request, StreamObserver<DynamicMessage> answers) {
    if (thinks(request, answers)) {
      answers.onNext(InferenceTypes.reply(InferenceTypes.prompt(request) + tokens(request)));
      answers.onCompleted();
    }
  }

  private void generate(DynamicMessage request, StreamObserver<DynamicMessage> answers) {
    if (thinks(request, answers)) {
      for (int i = 0; i < wanted(request); i++) {
        answers.onNext(InferenceTypes.reply(TOKEN));
      }
      answers.onCompleted();
    }
  }

  private StreamObserver<DynamicMessage> chat(StreamObserver<DynamicMessage> answers) {
    return new Chat(answers);
  }

  private static String tokens(DynamicMessage request) {
    return String.join("", Collections.nCopies(wanted(request), TOKEN));
  }

  private static int wanted(DynamicMessage request) {
    int tokens = InferenceTypes.tokens(request);
    return tokens == 0 ? USUAL_TOKENS : tokens;
  }

  /** Takes its time; ends the call when the request is wrong, or there is no time left. */
  private boolean thinks(DynamicMessage request, StreamObserver<DynamicMessage> answers) {
    int wanted = wanted(request);
    if (wanted < 0 || wanted > MOST_TOKENS) {
      answers.onError(
          Status.INVALID_ARGUMENT
              .withDescription("tokens is %d; expected 1 to %d".formatted(wanted, MOST_TOKENS))
              .asException());
      return false;
    }
    try {
      work.perform(Duration.ZERO);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answers.onError(Status.UNAVAILABLE.withDescription("shutting down").asException());
      return false;
    }
  }

  /** A reply to each request, until there are no more. */
  private final class Chat implements StreamObserver<DynamicMessage> {

    private final StreamObserver<DynamicMessage> answers;
    private boolean ended;

    Chat(StreamObserver<DynamicMessage> answers) {
      this.answers = answers;
    }

    @Override
    public void onNext(DynamicMessage request) {
      if (!ended && thinks(request, answers)) {
        answers.onNext(InferenceTypes.reply(InferenceTypes.prompt(request) + tokens(request)));
      } else {
        ended = true;
      }
    }

    @Override
    public void onError(Throwable cancelled) {
      ended = true;
    }

    @Override
    public void onCompleted() {
      if (!ended) {
        answers.onCompleted();
      }
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
    threads.shutdownNow();
  }
}
