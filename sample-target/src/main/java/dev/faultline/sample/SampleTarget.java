package dev.faultline.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A shop to put load on: {@code checkout} does some work of its own and then has {@code payments}
 * take the money, over HTTP. Beside it, if wanted, {@code inference} over gRPC.
 *
 * <pre>
 * POST /checkout ─▶ checkout (about 5 ms) ─▶ payments-url ─▶ POST /pay (about 5 ms)
 * faultline.sample.Inference/Predict ─▶ inference (about 5 ms)
 * </pre>
 *
 * <p>Put something between the two, with {@code --payments-url}, to see what a bad network does to
 * the shop. Instances are thread-safe; closing one twice does no harm.
 */
public final class SampleTarget implements AutoCloseable {

  private static final int WRONG_ARGUMENTS = 104;

  private final Payments payments;
  private final Checkout checkout;
  private final Optional<Inference> inference;
  private final Optional<Talk> talk;

  private SampleTarget(
      Payments payments, Checkout checkout, Optional<Inference> inference, Optional<Talk> talk) {
    this.payments = payments;
    this.checkout = checkout;
    this.inference = inference;
    this.talk = talk;
  }

  /**
   * Starts the services; they listen when this returns.
   *
   * @throws IOException when an address is not to be had; the message says which
   */
  public static SampleTarget start(Options options) throws IOException {
    Payments payments = new Payments(options);
    try {
      URI paymentsUrl = options.paymentsUrl().orElse(payments.url());
      Checkout checkout = new Checkout(options, paymentsUrl);
      try {
        return start(options, payments, checkout, Inference.start(options));
      } catch (IOException | RuntimeException failure) {
        checkout.close();
        throw failure;
      }
    } catch (IOException | RuntimeException failure) {
      payments.close();
      throw failure;
    }
  }

  private static SampleTarget start(
      Options options, Payments payments, Checkout checkout, Optional<Inference> inference)
      throws IOException {
    try {
      return new SampleTarget(payments, checkout, inference, Talk.start(options));
    } catch (IOException | RuntimeException failure) {
      inference.ifPresent(Inference::close);
      throw failure;
    }
  }

  /** Where checkout listens, {@code http://host:port}. */
  public URI checkout() {
    return checkout.url();
  }

  /** Where payments listens, {@code http://host:port}. */
  public URI payments() {
    return payments.url();
  }

  /** Where inference listens, {@code host:port}; empty when there is none. */
  public Optional<String> grpc() {
    return inference.map(Inference::address);
  }

  /** Where WebSocket is spoken, {@code ws://host:port}; empty when it is nowhere. */
  public Optional<URI> webSocket() {
    return talk.map(Talk::url);
  }

  @Override
  public void close() {
    talk.ifPresent(Talk::close);
    inference.ifPresent(Inference::close);
    checkout.close();
    payments.close();
  }

  /** Runs until the process is told to end; see {@link Options#USAGE}. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(arguments, System.in, System.out, System.err));
  }

  /**
   * What {@link #main} does, for another program to call.
   *
   * @return the exit code: 0 when its standard input ended or help was asked for, 104 when the
   *     arguments are wrong or cannot be had
   * @throws InterruptedException when the thread is told to stop; all services are closed then
   */
  public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err)
      throws InterruptedException {
    if (List.of(arguments).contains("--help")) {
      out.print(Options.USAGE);
      return 0;
    }
    try {
      Options options = Options.parse(arguments);
      try (SampleTarget target = start(options)) {
        out.println(
            "sample target ready: checkout %s, payments %s%s%s"
                .formatted(
                    target.checkout(),
                    target.payments(),
                    target.grpc().map(", grpc %s"::formatted).orElse(""),
                    target.webSocket().map(", websocket %s"::formatted).orElse("")));
        out.flush();
        if (options.exitWithParent()) {
          in.transferTo(OutputStream.nullOutputStream());
        } else {
          new CountDownLatch(1).await();
        }
      }
      return 0;
    } catch (IllegalArgumentException | IOException problem) {
      err.println("sample target: " + problem.getMessage());
      return WRONG_ARGUMENTS;
    }
  }
}
