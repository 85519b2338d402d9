package dev.faultline.generator.driver;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.amqp.AmqpDrivers;
import dev.faultline.generator.driver.custom.CustomDrivers;
import dev.faultline.generator.driver.grpc.GrpcDrivers;
import dev.faultline.generator.driver.http.HttpDrivers;
import dev.faultline.generator.driver.kafka.KafkaDrivers;
import dev.faultline.generator.driver.redis.RedisDrivers;
import dev.faultline.generator.driver.sql.SqlDrivers;
import dev.faultline.generator.driver.websocket.WebSocketDrivers;
import dev.faultline.generator.scenario.Drivers;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;

/** The drivers of one event loop, by the protocol that a target speaks. */
public final class ProtocolDrivers implements Drivers, AutoCloseable {

  private final HttpDrivers http;
  private final GrpcDrivers grpc;
  private final RedisDrivers redis;
  private final SqlDrivers sql;
  private final KafkaDrivers kafka;
  private final AmqpDrivers amqp;
  private final WebSocketDrivers webSocket;
  private final CustomDrivers custom;

  /**
   * @param secrets that targets are told
   */
  public ProtocolDrivers(EventLoops.Loop loop, Clock clock, Secrets secrets) {
    http = new HttpDrivers(loop, clock, secrets);
    grpc = new GrpcDrivers(loop, clock, secrets);
    redis = new RedisDrivers(loop, clock, secrets);
    sql = new SqlDrivers(loop, clock, secrets);
    kafka = new KafkaDrivers(loop, clock, secrets);
    amqp = new AmqpDrivers(loop, clock, secrets);
    webSocket = new WebSocketDrivers(loop, clock, secrets);
    custom = new CustomDrivers(loop, clock);
  }

  @Override
  public StepDriver open(Scenario scenario, Target target, Slice slice)
      throws UnusableTargetException {
    return switch (target) {
      case Target.Http speaksHttp -> http.open(scenario, speaksHttp, slice);
      case Target.Grpc speaksGrpc -> grpc.open(scenario, speaksGrpc, slice);
      case Target.Redis speaksRedis -> redis.open(scenario, speaksRedis, slice);
      case Target.Postgres speaksSql -> sql.open(scenario, speaksSql, slice);
      case Target.Kafka speaksKafka -> kafka.open(scenario, speaksKafka);
      case Target.Amqp speaksAmqp -> amqp.open(scenario, speaksAmqp, slice);
      case Target.WebSocket speaksIt -> webSocket.open(scenario, speaksIt, slice);
      case Target.Custom isCode -> custom.open(scenario, isCode, slice);
    };
  }

  /** Waits some seconds for drivers that were closed and are not done with it. */
  @Override
  public void close() {
    custom.close();
  }
}
