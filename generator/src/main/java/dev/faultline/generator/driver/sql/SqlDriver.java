package dev.faultline.generator.driver.sql;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.SqlStatement;
import dev.faultline.core.plan.SqlTransaction;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL, one transaction at a time on a connection. */
final class SqlDriver implements StepDriver {

  private final Target.Postgres target;
  private final ConnectionPool pool;
  private final EventLoop loop;
  private final Clock clock;
  private int statements;

  SqlDriver(Target.Postgres target, ConnectionPool pool, EventLoop loop, Clock clock) {
    this.target = target;
    this.pool = pool;
    this.loop = loop;
    this.clock = clock;
  }

  @Override
  public PreparedRequest prepare(Step.Measured step) throws UnusableTargetException {
    if (!(step instanceof SqlTransaction transaction)) {
      throw UnusableTargetException.notAsked(step, target);
    }
    List<Statement> all = new ArrayList<>();
    for (SqlStatement statement : transaction.statements()) {
      all.add(Statement.of(statement, "faultline-" + statements++));
    }
    return (values, completion) ->
        pool.submit(new Request(bind(all, values), transaction, values, completion, loop, clock));
  }

  private static List<Statement.Bound> bind(List<Statement> statements, Values values) {
    return statements.stream().map(statement -> statement.bind(values)).toList();
  }

  @Override
  public void giveUpWaiting() {
    pool.giveUpWaiting();
  }

  @Override
  public void close() {
    pool.close();
  }
}
