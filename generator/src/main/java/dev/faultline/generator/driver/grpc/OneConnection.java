package dev.faultline.generator.driver.grpc;

import io.grpc.ConnectivityState;
import io.grpc.ConnectivityStateInfo;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import io.grpc.LoadBalancerRegistry;
import io.grpc.Status;

/**
 * Lets a channel have one connection, and tells its state as it is. grpc-java's own policy goes on
 * to say "failed" while it tries again, and fails calls with what was wrong before; here a call
 * that comes during an attempt waits for the outcome of that attempt.
 */
final class OneConnection extends LoadBalancer {

  private static final String POLICY = "faultline_one_connection";

  static {
    LoadBalancerRegistry.getDefaultRegistry().register(new Provider());
  }

  private final Helper helper;
  private Subchannel connection;

  private OneConnection(Helper helper) {
    this.helper = helper;
  }

  /** The name under which channels ask for it; asked of this class, so that it is registered. */
  static String policy() {
    return POLICY;
  }

  @Override
  public Status acceptResolvedAddresses(ResolvedAddresses addresses) {
    if (connection == null) {
      connection =
          helper.createSubchannel(
              CreateSubchannelArgs.newBuilder().setAddresses(addresses.getAddresses()).build());
      connection.start(this::changed);
      tell(ConnectivityState.IDLE, new ConnectingPicker());
    }
    return Status.OK;
  }

  @Override
  public void handleNameResolutionError(Status error) {
    fail(error);
  }

  @Override
  public void requestConnection() {
    if (connection != null) {
      connection.requestConnection();
    }
  }

  @Override
  public void shutdown() {
    if (connection != null) {
      connection.shutdown();
    }
  }

  private void changed(ConnectivityStateInfo now) {
    switch (now.getState()) {
      case READY ->
          tell(now.getState(), new FixedResultPicker(PickResult.withSubchannel(connection)));
      case CONNECTING -> tell(now.getState(), new FixedResultPicker(PickResult.withNoResult()));
      case TRANSIENT_FAILURE -> fail(now.getStatus());
      case IDLE -> tell(now.getState(), new ConnectingPicker());
      case SHUTDOWN -> {}
    }
  }

  private void fail(Status reason) {
    tell(ConnectivityState.TRANSIENT_FAILURE, new FixedResultPicker(PickResult.withError(reason)));
  }

  private void tell(ConnectivityState state, SubchannelPicker picker) {
    helper.updateBalancingState(state, picker);
  }

  /** The first call opens the connection, and waits for it. */
  private final class ConnectingPicker extends SubchannelPicker {

    @Override
    public PickResult pickSubchannel(PickSubchannelArgs call) {
      helper.getSynchronizationContext().execute(OneConnection.this::requestConnection);
      return PickResult.withNoResult();
    }
  }

  private static final class Provider extends LoadBalancerProvider {

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public int getPriority() {
      return 5;
    }

    @Override
    public String getPolicyName() {
      return POLICY;
    }

    @Override
    public LoadBalancer newLoadBalancer(Helper helper) {
      return new OneConnection(helper);
    }
  }
}
