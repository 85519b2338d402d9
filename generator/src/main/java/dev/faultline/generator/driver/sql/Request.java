package dev.faultline.generator.driver.sql;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.SqlTransaction;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.Reply;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import io.netty.channel.EventLoop;
import java.util.List;

/** A transaction on its way, from being wanted to its end. On the event loop. */
final class Request implements Completion {

  /** Why a check fails that would have to look into the rows; part of the format of results. */
  private static final String BODY_TOO_LARGE = "body-too-large";

  private final List<Statement.Bound> statements;
  private final SqlTransaction step;
  private final Completion completion;
  private final Attempt attempt;

  /** Null while it is with none. */
  private Connection connection;

  Request(
      List<Statement.Bound> statements,
      SqlTransaction step,
      Values values,
      Completion completion,
      EventLoop loop,
      Clock clock) {
    this.statements = statements;
    this.step = step;
    this.completion = completion;
    this.attempt = new Attempt(step, values, this, loop, clock);
  }

  List<Statement.Bound> statements() {
    return statements;
  }

  /** Whether somebody looks into the rows. */
  boolean looksInside() {
    return step.expectation().needsBody();
  }

  /** Where its rows go. */
  Results results() {
    return new Results(step.listed());
  }

  void sent(Connection over, long bytes) {
    connection = over;
    attempt.sent(bytes);
  }

  /** All is done; the connection is done with it. */
  void answered(Results results, long bytes) {
    connection = null;
    if (results.tooLarge()) {
      attempt.refused(BODY_TOO_LARGE, bytes);
    } else {
      attempt.answered(Reply.of(looksInside() ? results.json() : "", bytes));
    }
  }

  /**
   * Nothing is done; the connection is done with it.
   *
   * @param reason an SQLSTATE, or a short word
   */
  void refused(String reason, long bytes) {
    connection = null;
    attempt.refused(reason, bytes);
  }

  /** There is no answer; the connection is done with it. */
  void failed(Failure failure) {
    connection = null;
    attempt.failed(failure);
  }

  @Override
  public void completed(Measurement measurement) {
    if (connection != null) {
      connection.giveUp();
    }
    completion.completed(measurement);
  }
}
