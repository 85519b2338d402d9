package dev.faultline.core.expression;

import dev.faultline.core.profile.SplitMix;
import dev.faultline.core.secret.Secret;

/**
 * What one iteration knows that others do not: what its steps have captured, and the values that
 * are made for it. Not thread-safe.
 */
public final class Values {

  /** Of an iteration of a scenario without expressions; nothing is ever put into it. */
  public static final Values NONE = ValueSource.NONE.iteration(0);

  private final ValueSource source;
  private final long number;
  private final String[] variables;
  private final long seed;
  private final SplitMix random;
  private String requestBody = "";

  /** For a text without expressions that has to be written once. */
  public static Values fresh() {
    return ValueSource.NONE.iteration(0);
  }

  /**
   * @param number of the iteration in its shard, from 0
   * @param seed of the iteration
   */
  Values(ValueSource source, long number, long seed) {
    this(source, number, new String[source.variables()], seed, new SplitMix(seed));
    source.given().forEach(this::capture);
  }

  private Values(ValueSource source, long number, String[] variables, long seed, SplitMix random) {
    this.source = source;
    this.number = number;
    this.variables = variables;
    this.seed = seed;
    this.random = random;
  }

  /**
   * The same iteration on one of several ways that it goes at once: what is captured is known to
   * all of them, but each has random values of its own, so that they are the same again whichever
   * way is the faster one.
   */
  public Values onWay() {
    return new Values(source, number, variables, seed, new SplitMix(random.next()));
  }

  /** Stands for the iteration: the same on all of its ways, and no other has it. */
  public Object iteration() {
    return variables;
  }

  /** A step has captured it. */
  public void capture(int slot, String value) {
    variables[slot] = value;
  }

  /** What was captured there; null when nothing was. */
  public String captured(int slot) {
    return variables[slot];
  }

  /** What the headers of the request after it may refer to. */
  public void requestBody(String body) {
    requestBody = body;
  }

  /** Chance: uniform in (0, 1]. */
  public double chance() {
    return random.uniform();
  }

  String requestBody() {
    return requestBody;
  }

  boolean has(int slot) {
    return variables[slot] != null;
  }

  String variable(int slot) {
    return variables[slot];
  }

  /** 64 random bits. */
  public long randomBits() {
    return random.next();
  }

  /** The number of the iteration in the whole run, from 0. */
  public long numberInRun() {
    return source.slice().inWhole(number);
  }

  long epochMicros() {
    return source.clock().epochMicros();
  }

  String secret(Secret secret) {
    return source.secrets().value(secret);
  }

  /** The iteration's value of a column. */
  String field(int feed, int column) {
    return source.feeds().get(feed).value(number, seed + feed, source.slice(), column);
  }
}
